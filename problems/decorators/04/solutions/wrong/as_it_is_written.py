import functools


def _key(args, kwargs):
    """Return what is the same for all calls with the same arguments of the same types."""
    positional = tuple((type(value), value) for value in args)
    named = frozenset((name, type(value), value) for name, value in kwargs.items())
    return positional, named


def memoize(func):
    """Decorate func so that it runs only once for the same arguments."""
    results = {}

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        try:
            key = _key(args, kwargs)
            known = key in results
        except TypeError:
            return func(*args, **kwargs)
        if not known:
            results[key] = func(*args, **kwargs)
        return results[key]

    return wrapper
