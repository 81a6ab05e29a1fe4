import functools


def fallback(default=None, *, catch=Exception):
    def decorate(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            try:
                return func(*args, **kwargs)
            except catch:
                return default

        return wrapper

    if callable(default):
        func, default = default, None
        return decorate(func)
    return decorate
