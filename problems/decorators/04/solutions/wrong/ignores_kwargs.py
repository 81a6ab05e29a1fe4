import functools


def memoize(func):
    results = {}

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        try:
            key = tuple((type(value), value) for value in args)
            known = key in results
        except TypeError:
            return func(*args, **kwargs)
        if not known:
            results[key] = func(*args, **kwargs)
        return results[key]

    return wrapper
