def pipe(*functions):
    """Return a function that calls the functions from left to right, each with the last result."""
    if not functions:
        return lambda value: value
    first, *others = functions

    def row(*args, **kwargs):
        result = first(*args, **kwargs)
        for function in others:
            result = function(result)
        return result

    return row


def compose(*functions):
    """Return a function that calls the functions from right to left, each with the last result."""
    return pipe(*reversed(functions))
