def log_calls(func):
    """Return a function that does what func does, and logs its calls.

    Each call appends the tuple (args, kwargs) to the list in the attribute `calls`
    of the returned function.
    """
    return func
