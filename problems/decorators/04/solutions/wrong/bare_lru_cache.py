import functools


def memoize(func):
    return functools.lru_cache(maxsize=None)(func)
