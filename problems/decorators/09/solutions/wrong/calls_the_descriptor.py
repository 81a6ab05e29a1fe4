import functools
import warnings


def deprecated(message):
    """Return a decorator that warns whenever what it decorates is used."""

    def decorate(target):
        if isinstance(target, property):
            accessors = (target.fget, target.fset, target.fdel)
            return property(*(func and decorate(func) for func in accessors), doc=target.__doc__)

        @functools.wraps(target)
        def wrapper(*args, **kwargs):
            text = f"{target.__qualname__} is deprecated: {message}"
            warnings.warn(text, DeprecationWarning, stacklevel=2)
            return target(*args, **kwargs)

        return wrapper

    return decorate
