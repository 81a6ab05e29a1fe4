from functools import wraps
from inspect import signature

_MISSING = object()


def _frozen(value):
    """Return something hashable that tells value from others, types included."""
    if isinstance(value, tuple):
        return tuple, tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return dict, tuple((name, _frozen(value[name])) for name in sorted(value))
    return type(value), value


def memoize(func):
    """Decorate func so that it runs only once for the same arguments."""
    parameters = signature(func)
    collects = {p.name for p in parameters.parameters.values() if p.kind is p.VAR_KEYWORD}
    memory = {}

    @wraps(func)
    def remembering(*args, **kwargs):
        call = parameters.bind(*args, **kwargs)
        call.apply_defaults()
        key = tuple(
            _frozen(value) if name in collects or isinstance(value, tuple) else (type(value), value)
            for name, value in call.arguments.items()
        )
        try:
            result = memory.get(key, _MISSING)
        except TypeError:
            return func(*args, **kwargs)
        if result is _MISSING:
            result = memory[key] = func(*args, **kwargs)
        return result

    return remembering
