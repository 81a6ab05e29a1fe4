import functools
import time


class _Cache:
    """Results of one function, each with the time at which it expires."""

    def __init__(self, func, seconds, now):
        self._func, self._seconds, self._now = func, seconds, now
        self.results, self.expiry = {}, {}

    def get(self, args, kwargs):
        key = (args, tuple(sorted(kwargs.items())))
        if key not in self.results or self._now() >= self.expiry[key]:
            self.results[key] = self._func(*args, **kwargs)
            self.expiry[key] = self._now() + self._seconds
        return self.results[key]

    def forget(self):
        self.results, self.expiry = {}, {}


def ttl_cache(seconds, now=time.monotonic):
    """Return a decorator that keeps results until they are seconds old by the clock now."""

    def decorate(func):
        cache = _Cache(func, seconds, now)

        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            return cache.get(args, kwargs)

        wrapper.forget = cache.forget
        return wrapper

    return decorate
