import inspect
import typing


class UsageError(Exception):
    def __init__(self, name):
        super().__init__(f"{name}: does not fit")
        self.name = name


def truth(text):
    return ["false", "true"].index(text.lower()) == 1


def converter(hint):
    """A function that makes a value of a text."""
    arguments = typing.get_args(hint)
    if hint is bool:
        return truth
    if typing.get_origin(hint) is typing.Literal:
        return lambda text: arguments[arguments.index(text)]
    if typing.get_origin(hint) is list:
        one = converter(arguments[0])
        return lambda text: [one(part) for part in text.split(",") if text]
    if type(None) in arguments:
        return converter(arguments[0])
    return hint


class Call:
    """What is known so far of a call."""

    def __init__(self, function):
        self.parameters = list(inspect.signature(function).parameters.values())
        self.hints = typing.get_type_hints(function)
        self.values = {}
        self.open = [one for one in self.parameters if self.by_place(one)]

    @staticmethod
    def by_place(one):
        return one.kind == one.POSITIONAL_OR_KEYWORD and one.default is one.empty

    def set(self, name, text):
        try:
            self.values[name] = converter(self.hints.get(name, str))(text)
        except ValueError as error:
            raise UsageError(name) from error

    def read(self, argv):
        rest = list(argv)
        while rest:
            text = rest.pop(0)
            if text[:2] != "--":
                if not self.open:
                    raise UsageError(text)
                self.set(self.open.pop(0).name, text)
                continue
            option = text.split("=")[0]
            names = [one.name for one in self.parameters if not self.by_place(one) and option == "--" + one.name.replace("_", "-")]
            if not names:
                raise UsageError(option)
            if "=" in text:
                self.set(names[0], text[len(option) + 1 :])
            elif rest:
                self.set(names[0], rest.pop(0))
            else:
                raise UsageError(names[0])
        for one in self.parameters:
            if one.default is one.empty and one.name not in self.values:
                raise UsageError(one.name)


def run(function, argv):
    call = Call(function)
    call.read(argv)
    return function(**call.values)
