import functools
import time


def ttl_cache(seconds, now=time.monotonic):
    """Return a decorator that keeps results until they are seconds old by the clock now."""

    def decorate(func):
        kept = {}

        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            key = (args, frozenset(kwargs.items()))
            if key in kept:
                result, born = kept[key]
                if now() - born < seconds:
                    return result
            asked = now()
            result = func(*args, **kwargs)
            kept[key] = (result, asked)
            return result

        wrapper.forget = kept.clear
        return wrapper

    return decorate
