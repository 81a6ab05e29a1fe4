import functools
import inspect


def _key(bound):
    """Return what is the same for all calls with the same arguments of the same types."""
    positional = tuple((type(value), value) for value in bound.args)
    named = frozenset((name, type(value), value) for name, value in bound.kwargs.items())
    return positional, named


def memoize(func):
    """Decorate func so that it runs only once for the same arguments."""
    signature = inspect.signature(func)
    results = {}

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        try:
            key = _key(bound)
            result = results.get(key)
        except TypeError:
            return func(*args, **kwargs)
        if not result:
            result = results[key] = func(*args, **kwargs)
        return result

    return wrapper
