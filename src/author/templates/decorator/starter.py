def @NAME@(func):
    """Return a function that tries twice."""
    return func
