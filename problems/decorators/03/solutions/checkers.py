import functools
import inspect
from typing import Union, get_origin, get_type_hints


def _checker(name, annotation):
    """Return a function that raises TypeError for a value that does not fit."""
    classes = annotation.__args__ if get_origin(annotation) is Union else (annotation,)
    titles = ["None" if cls is type(None) else cls.__name__ for cls in classes]

    def check(value):
        if not any(isinstance(value, cls) for cls in classes):
            got = "None" if value is None else type(value).__name__
            raise TypeError(f"{name}: expected {' or '.join(titles)}, got {got}")

    return check


def check_types(func):
    """Decorate func so that its arguments and its result are checked by its annotations."""
    signature = inspect.signature(func)
    checkers = {name: _checker(name, hint) for name, hint in get_type_hints(func).items()}
    check_result = checkers.pop("return", lambda value: None)

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        given = signature.bind(*args, **kwargs).arguments
        for name, check in checkers.items():
            if name not in given:
                continue
            kind = signature.parameters[name].kind
            if kind is inspect.Parameter.VAR_POSITIONAL:
                values = list(given[name])
            elif kind is inspect.Parameter.VAR_KEYWORD:
                values = list(given[name].values())
            else:
                values = [given[name]]
            for value in values:
                check(value)
        result = func(*args, **kwargs)
        check_result(result)
        return result

    return wrapper
