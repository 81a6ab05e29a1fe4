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
            try:
                result = func(*args, **kwargs)
            except Exception:
                if key not in kept:
                    raise
                result = kept[key][0]
            kept[key] = (result, now())
            return result

        wrapper.forget = kept.clear
        return wrapper

    return decorate
