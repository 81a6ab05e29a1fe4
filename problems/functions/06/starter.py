def curry(func):
    """Return a function that collects arguments, and calls func when none is missing."""
    return func
