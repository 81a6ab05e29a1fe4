import functools


def log_calls(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        wrapper.calls.append((args, kwargs))
        func(*args, **kwargs)

    wrapper.calls = []
    return wrapper
