import functools


def log_calls(func):
    @functools.wraps(func)
    def wrapper(*args):
        wrapper.calls.append((args, {}))
        return func(*args)

    wrapper.calls = []
    return wrapper
