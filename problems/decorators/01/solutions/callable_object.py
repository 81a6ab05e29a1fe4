import functools


class _Logged:
    """A callable that stands in for a function and knows how it was called."""

    def __init__(self, func):
        functools.update_wrapper(self, func)
        self._func = func
        self.calls = []

    def __call__(self, /, *args, **kwargs):
        self.calls.append((args, kwargs))
        return self._func(*args, **kwargs)


def log_calls(func):
    """Return a callable that does what func does, and logs its calls."""
    return _Logged(func)
