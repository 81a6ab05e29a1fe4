import functools
import time


def ttl_cache(seconds, now=time.monotonic):
    """Return a decorator that keeps results until they are seconds old by the clock now."""

    def decorate(func):
        kept = {}
        last = None

        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            nonlocal last
            key = (args, frozenset(kwargs.items()))
            if last is None or now() - last >= seconds:
                kept.clear()
                last = None
            if key not in kept:
                kept[key] = func(*args, **kwargs)
                if last is None:
                    last = now()
            return kept[key]

        wrapper.forget = kept.clear
        return wrapper

    return decorate
