import functools


def log_calls(func):
    """Return a function that does what func does, and logs its calls."""

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        wrapper.calls.append((args, kwargs))
        return func(*args, **kwargs)

    wrapper.calls = []
    return wrapper
