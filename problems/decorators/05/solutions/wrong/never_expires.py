import functools
import time


def ttl_cache(seconds, now=time.monotonic):
    """Return a decorator that keeps results until they are seconds old by the clock now."""

    def decorate(func):
        kept = {}

        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            key = (args, frozenset(kwargs.items()))
            if key not in kept:
                kept[key] = (func(*args, **kwargs), now())
            return kept[key][0]

        wrapper.forget = kept.clear
        return wrapper

    return decorate
