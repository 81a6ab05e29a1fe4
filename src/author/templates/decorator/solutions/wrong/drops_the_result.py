import functools


def @NAME@(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        if func(*args, **kwargs) is None:
            func(*args, **kwargs)

    return wrapper
