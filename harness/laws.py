"""What values of a class answer to each other: facts for `laws`, which the supervisor judges. Runs in case
processes; the operators are the solution's code."""

import _operator

from . import encode

_type = type
_str = str
_eval = eval
_hash = hash
_repr = repr
_getattr = getattr
_setattr = setattr
_delattr = delattr
_int = int
_bool = bool
_issubclass = issubclass
_Exception = Exception
_AttributeError = AttributeError
_NotImplemented = NotImplemented

TEXT = 200
COMPARISONS = ("eq", "ne")
ORDER = ("lt", "le", "gt", "ge")
OPERATORS = {"+": "add", "-": "sub", "*": "mul", "@": "matmul", "/": "truediv", "//": "floordiv", "%": "mod",
             "**": "pow", "<<": "lshift", ">>": "rshift", "&": "and", "^": "xor", "|": "or"}
_functions = {name: _getattr(_operator, name) for name in COMPARISONS + ORDER}
for _name in OPERATORS.values():
    _functions[_name] = _getattr(_operator, _name + "_" * (_name in ("and", "or")))


def told(value: object) -> str:
    """An outcome as a text: exactly True, False or NotImplemented, else what it is."""
    if _type(value) is _bool or value is _NotImplemented:
        return _repr(value)
    return "an object of the type " + encode.type_name(_type(value))[:TEXT]


def outcome(function: object, *args: object) -> str:
    try:
        return told(function(*args))
    except _Exception as exc:
        return "raises " + encode.type_qualname(_type(exc))[:TEXT]


def matrix(name: str, values: list) -> list:
    function = _functions[name]
    return [[outcome(function, a, b) for b in values] for a in values]


def hash_of(value: object) -> object:
    """The number, or what came in its place."""
    try:
        return _int(_hash(value))
    except _Exception as exc:
        return "raises " + encode.type_qualname(_type(exc))[:TEXT]


def directly(name: str, value: object, foreign: object) -> str:
    """What the class's own method says, before Python asks the other operand."""
    method = _getattr(_type(value), "__%s__" % name, None)
    return "NotImplemented" if method is None else outcome(method, value, foreign)


def refusal(function: object, *args: object) -> str:
    """Whether an attribute could be changed."""
    try:
        function(*args)
    except _AttributeError:
        return "raises AttributeError"
    except _Exception as exc:
        return "raises " + encode.type_qualname(_type(exc))[:TEXT]
    return "nothing stops it"


def frozen(value: object, name: str) -> list:
    """Set it to another value, then delete it; what came of either, and whether it still is the same."""
    try:
        before = _getattr(value, name)
    except _Exception:
        return ["it has no such attribute", "", ""]
    return [refusal(_setattr, value, name, object()), refusal(_delattr, value, name),
            outcome(lambda: _getattr(value, name) is before)]


def round_trip(value: object, namespace: dict) -> list:
    """repr(x), and whether it makes an equal value."""
    try:
        text = _repr(value)
        return [text[:TEXT], outcome(lambda: _eval(text, namespace) == value)]
    except _Exception as exc:
        return ["", "raises " + encode.type_qualname(_type(exc))[:TEXT]]


def examine(value: tuple, wanted: dict, namespace: dict) -> dict:
    """The facts of a step: see `laws` in include/grade/frames.h."""
    values, foreign = value
    names = COMPARISONS + (ORDER if wanted["ordered"] else ())
    methods = [OPERATORS[symbol] for symbol in wanted["operators"]]
    facts = {name: matrix(name, values) for name in names}
    facts["hash"] = [hash_of(one) for one in values]
    direct = ("eq", *(ORDER if wanted["ordered"] else ()), *methods)
    facts["foreign"] = {name: [[[directly(name, one, other), outcome(_functions[name], one, other)]
                                for other in foreign] for one in values]
                        for name in (*direct, "ne")}
    facts["repr"] = [round_trip(one, namespace) for one in values] if wanted["repr"] else []
    facts["frozen"] = {name: [frozen(one, name) for one in values] for name in wanted["frozen"]}
    return facts
