import functools
import inspect
import typing


def check_types(func):
    signature = inspect.signature(func)
    hints = typing.get_type_hints(func)

    def check(name, value):
        if name in hints and not isinstance(value, hints[name]):
            expected, got = hints[name].__name__, type(value).__name__
            raise TypeError(f"{name}: expected {expected}, got {got}".replace("NoneType", "None"))

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        for name, argument in signature.bind(*args, **kwargs).arguments.items():
            kind = signature.parameters[name].kind
            if kind is inspect.Parameter.VAR_POSITIONAL:
                values = argument
            elif kind is inspect.Parameter.VAR_KEYWORD:
                values = argument.values()
            else:
                values = [argument]
            for value in values:
                check(name, value)
        result = func(*args, **kwargs)
        check("return", result)
        return result

    return wrapper
