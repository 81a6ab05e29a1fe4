import functools
import inspect


def fallback(func=None, *, default=None, catch=Exception):
    def decorate(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            try:
                return func(*args, **kwargs)
            except catch:
                return default

        return wrapper

    if inspect.isfunction(func):
        return decorate(func)
    return decorate
