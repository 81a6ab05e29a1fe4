import functools
import inspect
import typing


def _name(cls):
    """Return the name of a class as it is shown to the caller."""
    return "None" if cls is type(None) else cls.__name__


def _check(name, annotation, value):
    """Raise TypeError unless the value fits the annotation."""
    allowed = typing.get_args(annotation) or (annotation,)
    if not isinstance(value, allowed):
        expected = " or ".join(_name(cls) for cls in allowed)
        raise TypeError(f"{name}: expected {expected}, got {_name(type(value))}")


def _values(parameter, value):
    """Return the single values that a bound argument consists of."""
    if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
        return value
    if parameter.kind is inspect.Parameter.VAR_KEYWORD:
        return value.values()
    return [value]


def check_types(func):
    """Decorate func so that its arguments and its result are checked by its annotations."""
    signature = inspect.signature(func)
    hints = typing.get_type_hints(func)

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        for name, argument in bound.arguments.items():
            if name in hints:
                for value in _values(signature.parameters[name], argument):
                    _check(name, hints[name], value)
        result = func(*args, **kwargs)
        if "return" in hints:
            _check("return", hints["return"], result)
        return result

    return wrapper
