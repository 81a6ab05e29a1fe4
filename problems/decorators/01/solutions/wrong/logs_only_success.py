import functools


def log_calls(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        result = func(*args, **kwargs)
        wrapper.calls.append((args, kwargs))
        return result

    wrapper.calls = []
    return wrapper
