import functools


def @NAME@(func):
    """Return a function that tries twice."""

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        result = func(*args, **kwargs)
        if result is None:
            result = func(*args, **kwargs)
        return result

    return wrapper
