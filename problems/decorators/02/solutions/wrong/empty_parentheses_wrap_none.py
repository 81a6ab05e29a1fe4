import functools


def fallback(func=None, *, default=None, catch=Exception):
    def decorate(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            try:
                return func(*args, **kwargs)
            except catch:
                return default

        return wrapper

    has_options = default is not None or catch is not Exception
    if has_options and func is None:
        return decorate
    return decorate(func)
