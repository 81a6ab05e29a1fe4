import functools
import warnings


class _Deprecated:
    def __init__(self, target, message):
        functools.update_wrapper(self, target)
        self._target = target
        self._message = message

    def __call__(self, *args, **kwargs):
        text = f"{self._target.__qualname__} is deprecated: {self._message}"
        warnings.warn(text, DeprecationWarning, stacklevel=2)
        return self._target(*args, **kwargs)


def deprecated(message):
    """Return a decorator that warns whenever what it decorates is used."""

    def decorate(target):
        if isinstance(target, (classmethod, staticmethod)):
            return type(target)(decorate(target.__func__))
        if isinstance(target, property):
            accessors = (target.fget, target.fset, target.fdel)
            return property(*(func and decorate(func) for func in accessors), doc=target.__doc__)

        return _Deprecated(target, message)

    return decorate
