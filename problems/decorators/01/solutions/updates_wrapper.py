from functools import update_wrapper


def log_calls(func):
    """Return a function that does what func does, and logs its calls, even if it raises."""
    calls = []

    def logged(*args, **kwargs):
        try:
            return func(*args, **kwargs)
        finally:
            calls.append((args, kwargs))

    update_wrapper(logged, func)
    logged.calls = calls
    return logged
