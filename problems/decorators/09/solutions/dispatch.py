from functools import singledispatch, wraps
from warnings import warn


@singledispatch
def _warning(target, message):
    """Return what does the same as target, and warns."""
    text = f"{target.__qualname__} is deprecated: {message}"

    @wraps(target)
    def outdated(*args, **kwargs):
        warn(DeprecationWarning(text), stacklevel=2)
        return target(*args, **kwargs)

    return outdated


@_warning.register(classmethod)
def _(target, message):
    return classmethod(_warning(target.__func__, message))


@_warning.register(staticmethod)
def _(target, message):
    return staticmethod(_warning(target.__func__, message))


@_warning.register(property)
def _(target, message):
    result = property(doc=target.__doc__)
    if target.fget is not None:
        result = result.getter(_warning(target.fget, message))
    if target.fset is not None:
        result = result.setter(_warning(target.fset, message))
    if target.fdel is not None:
        result = result.deleter(_warning(target.fdel, message))
    return result


def deprecated(message):
    """Return a decorator that warns whenever what it decorates is used."""
    return lambda target: _warning(target, message)
