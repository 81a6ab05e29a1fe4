import functools


def fallback(func=None, *, default=None, catch=Exception):
    if func is None:
        return lambda function: fallback(function)

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        try:
            return func(*args, **kwargs)
        except catch:
            return default

    return wrapper
