import functools
import time


def ttl_cache(seconds, now=time.monotonic):
    """Return a decorator that keeps results until they are seconds old by the clock now."""

    def decorate(func):
        kept = {}

        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            key = (args, frozenset(kwargs.items()))
            result, born = kept.get(key, (None, 0))
            if result is not None and now() - born < seconds:
                return result
            result = func(*args, **kwargs)
            kept[key] = (result, now())
            return result

        wrapper.forget = kept.clear
        return wrapper

    return decorate
