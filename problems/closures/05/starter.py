def pipe(*functions):
    """Return a function that calls the functions from left to right, each with the last result."""
    return functions[0]


def compose(*functions):
    """Return a function that calls the functions from right to left, each with the last result."""
    return functions[-1]
