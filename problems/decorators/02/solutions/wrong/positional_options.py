import functools


def fallback(func=None, default=None, catch=Exception):
    if func is None:
        return functools.partial(fallback, default=default, catch=catch)

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        try:
            return func(*args, **kwargs)
        except catch:
            return default

    return wrapper
