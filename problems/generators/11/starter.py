def managed(function):
    """Make a generator function with one yield into one that returns context managers."""
    return function
