def memoize(func):
    """Decorate func so that it runs only once for the same arguments."""
    return func
