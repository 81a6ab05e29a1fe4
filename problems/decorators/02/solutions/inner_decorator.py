from functools import wraps


def fallback(func=None, *, default=None, catch=Exception):
    """Decorate func so that it returns default where it would raise what catch names."""

    def decorate(target):
        @wraps(target)
        def safe(*args, **kwargs):
            try:
                result = target(*args, **kwargs)
            except catch:
                result = default
            return result

        return safe

    return decorate if func is None else decorate(func)
