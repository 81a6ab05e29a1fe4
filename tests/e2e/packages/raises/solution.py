class ValueError(Exception):  # a learner's own, which is not the builtin
    pass


class Busy(LookupError):
    def __init__(self, code):
        super().__init__("busy", code)
        self.code = code


class Deeper(Busy):
    pass


class Rude(Exception):
    def __str__(self):
        raise TypeError("no text")


class Faker(type):
    def __instancecheck__(cls, other):
        return True

    def __subclasscheck__(cls, other):
        return True


class Pretender(Exception, metaclass=Faker):
    __name__ = __qualname__ = "KeyError"
    __module__ = "builtins"


def own():
    raise ValueError("mine")


def chained():
    try:
        {}["k"]
    except KeyError as exc:
        raise RuntimeError("outer") from exc


def during():
    try:
        {}["k"]
    except KeyError:
        raise RuntimeError("outer")


def quiet():
    try:
        {}["k"]
    except KeyError:
        raise RuntimeError("outer") from None


def stop():
    def numbers():
        yield 1
        return 7

    steps = numbers()
    next(steps)
    next(steps)


def noted():
    exc = RuntimeError("text")
    exc.add_note("first")
    exc.add_note("second")
    raise exc


def group():
    raise ExceptionGroup("several", [KeyError("a"), ExceptionGroup("inner", [OSError(2, "gone")])])


def cycle():
    first, second = RuntimeError(1), RuntimeError(2)
    first.__cause__, second.__cause__ = second, first
    raise first


def pretend():
    cls = type("KeyError", (Exception,), {"__module__": "builtins"})
    raise cls("x")
