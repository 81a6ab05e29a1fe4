def announced(log, func, /, *args, **kwargs):
    """Describe the call to log, make it, and return what func returns."""
    log(func.__name__)
    return func(args)
