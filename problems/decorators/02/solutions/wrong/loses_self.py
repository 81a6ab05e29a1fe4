import functools


class Fallback:
    def __init__(self, func, default, catch):
        functools.update_wrapper(self, func)
        self.func, self.default, self.catch = func, default, catch

    def __call__(self, *args, **kwargs):
        try:
            return self.func(*args, **kwargs)
        except self.catch:
            return self.default


def fallback(func=None, *, default=None, catch=Exception):
    if func is None:
        return lambda target: Fallback(target, default, catch)
    return Fallback(func, default, catch)
