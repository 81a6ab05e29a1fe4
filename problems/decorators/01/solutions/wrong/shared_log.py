import functools

calls = []


def log_calls(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        calls.append((args, kwargs))
        return func(*args, **kwargs)

    wrapper.calls = calls
    return wrapper
