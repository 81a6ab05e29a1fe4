import inspect
from typing import Literal, Union, get_args, get_origin, get_type_hints


class UsageError(Exception):
    """The texts do not fit the function; `name` says which parameter or text."""

    def __init__(self, name, reason):
        super().__init__(f"{name}: {reason}")
        self.name = name


def run(function, argv):
    """Call the function with what these texts say, by its type hints."""
    parameters = inspect.signature(function).parameters
    hints = get_type_hints(function)
    options = {f"--{name.replace('_', '-')}": name for name in parameters}
    places = [name for name, one in parameters.items() if one.default is one.empty and one.kind is not one.KEYWORD_ONLY]
    for name in places:
        del options[f"--{name.replace('_', '-')}"]
    waiting, texts, values = iter(places), iter(argv), {}
    for text in texts:
        if text.startswith("--"):
            option, equals, value = text.partition("=")
            if option not in options:
                raise UsageError(option, "no such option")
            name = options[option]
            if not equals:
                value = next(texts, None)
        else:
            name, value = next(waiting, None), text
            if name is None:
                raise UsageError(text, "too much")
        if value is None:
            raise UsageError(name, "a value is missing")
        try:
            values[name] = _convert(value, _hint(hints, parameters[name]))
        except ValueError as error:
            raise UsageError(name, str(error)) from error
    for name, one in parameters.items():
        if name not in values and one.default is one.empty:
            raise UsageError(name, "missing")
    return function(**values)


def _hint(hints, parameter):
    if parameter.default is parameter.empty or parameter.default is None:
        return hints.get(parameter.name, str)
    if isinstance(parameter.default, (int, float)):
        return type(parameter.default)
    return hints.get(parameter.name, str)


def _convert(text, hint):
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Union:
        return _convert(text, inner[0])
    if origin is list:
        return [_convert(part, inner[0]) for part in text.split(",")] if text else []
    if origin is Literal:
        return _choose(text, {one: one for one in inner})
    if hint is bool:
        return _choose(text.lower(), {"true": True, "false": False})
    return hint(text)


def _choose(text, choices):
    if text not in choices:
        raise ValueError(f"{text!r} is none of {', '.join(choices)}")
    return choices[text]
