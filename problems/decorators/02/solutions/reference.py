import functools


def fallback(func=None, *, default=None, catch=Exception):
    """Decorate func so that it returns default where it would raise what catch names."""
    if func is None:
        return functools.partial(fallback, default=default, catch=catch)

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        try:
            return func(*args, **kwargs)
        except catch:
            return default

    return wrapper
