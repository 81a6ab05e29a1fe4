"""Python objects to wire values. Runs in case processes, on what the solution made.

Nothing of the solution's is called: types are compared by identity, attributes are read through
descriptors of the interpreter's own types, captured before the solution was imported. Only arrays
and frames are asked about themselves; see tables.py. What is
neither a plain value nor a known library type becomes a tagged "object": its type's name, and the
attributes of its instance dict and slots. An instance of a subclass of a builtin value has that
value under the key "__value__" there.
"""

from . import wire

_type = type
_str = str
_dict = dict
_list = list
_issubclass = issubclass
_len = len
_Exception = Exception
_AttributeError = AttributeError
_BaseException = BaseException

ROOM = 4 * 1024 * 1024  # bytes of one value
DEPTH = 100  # levels of one value
HEAPTYPE = 1 << 9  # Py_TPFLAGS_HEAPTYPE: made at run time ...
IMMUTABLE = 1 << 8  # Py_TPFLAGS_IMMUTABLETYPE: ... by C, and no class statement can claim it

_type_dict = type.__dict__["__dict__"].__get__
type_mro = type.__dict__["__mro__"].__get__
_type_flags = type.__dict__["__flags__"].__get__
_type_module = type.__dict__["__module__"].__get__
type_qualname = type.__dict__["__qualname__"].__get__
_args = BaseException.__dict__["args"].__get__


def _function() -> None:
    pass


def _generator() -> object:
    yield


async def _coroutine() -> None:
    pass


async def _async_generator() -> object:
    yield


def _coroutine_type() -> type:
    made = _coroutine()
    made.close()
    return _type(made)


FUNCTION = type(_function)
GENERATOR = type(_generator())
COROUTINE = _coroutine_type()
ASYNC_GENERATOR = type(_async_generator())
BUILTIN = type(len)
METHOD = type(wire.Reader(b"").value)
MODULE = type(wire)
GETSET = type(type.__dict__["__qualname__"])
MEMBER = type(FUNCTION.__dict__["__globals__"])

_method_function = METHOD.__dict__["__func__"].__get__
module_dict = MODULE.__dict__["__dict__"].__get__
# Types whose instances are told by their name alone, and how to read it.
_named = (
    (FUNCTION, FUNCTION.__dict__["__qualname__"].__get__),
    (BUILTIN, BUILTIN.__dict__["__qualname__"].__get__),
    (GENERATOR, GENERATOR.__dict__["__qualname__"].__get__),
    (COROUTINE, COROUTINE.__dict__["__qualname__"].__get__),
    (ASYNC_GENERATOR, ASYNC_GENERATOR.__dict__["__qualname__"].__get__),
)



given_names: dict = {}  # id -> name of the case's probes; filled by probes.py
plain: dict = {}  # id of a class of the harness's -> what makes a plain value of an instance
given_values: dict = {}  # likewise, of given values that can be told from their equals


class Pairs:
    """The items of a dict subclass: a dict made of them would hash the solution's keys."""

    __slots__ = ("items",)

    def __init__(self, items: object) -> None:
        self.items = _list(items)


_whole = slice(None)
_bytes = bytes
# Builtin values that a class may derive from, and how to get at the plain value inside.
_payloads = (
    (int, int.__int__),
    (str, str.__str__),
    (float, float.__float__),
    (dict, lambda value, items=dict.items: Pairs(items(value))),
    (list, list.copy),
    (tuple, lambda value, get=tuple.__getitem__: get(value, _whole)),
    (set, lambda value, xor=set.__xor__, made=set: xor(value, made())),  # hashes nothing anew
    (frozenset, lambda value, xor=frozenset.__xor__, made=frozenset: xor(value, made())),
    (bytes, lambda value, get=bytes.__getitem__: get(value, _whole)),
    (bytearray, lambda value, get=bytearray.__getitem__: _bytes(get(value, _whole))),
    (complex, complex.__pos__),
)
exact: dict = {}  # id of a library's type -> what tells its instances, as in `library`
foreign: list = []  # likewise libraries' types and those derived from them, with what is told of them
bare: list = []  # types of libraries whose instances' attributes say nothing to anybody

# The interpreter's own classes, heap types or not: a class that says it is from builtins is not
# believed otherwise.
BUILTIN_NAMES = dict(vars(__import__("builtins")))
_builtins = frozenset(id(thing) for thing in BUILTIN_NAMES.values())
_id = id


def own(kind: type) -> bool:
    """Whether C made the type: no class statement did, and none can change it."""
    flags = _type_flags(kind)
    return not flags & HEAPTYPE or flags & IMMUTABLE != 0


def module_of(kind: type) -> str:
    try:
        module = _type_module(kind)
    except _Exception:
        return "?"
    if _type(module) is not _str:
        return "?"
    if module == "builtins" and _type_flags(kind) & HEAPTYPE and _id(kind) not in _builtins:
        return "?"
    return module


def type_name(kind: type) -> str:
    """What the supervisor calls a type: "module.qualname", builtins without the module."""
    module = module_of(kind)
    if module == "builtins":
        return type_qualname(kind)
    return module + "." + type_qualname(kind)


def instance_dict(value: object, kind: type) -> "dict | None":
    """The instance's own dict, wherever the classes of the solution say that it is."""
    for base in type_mro(kind):
        found = _type_dict(base).get("__dict__")
        if _type(found) is GETSET:
            try:
                attrs = found.__get__(value, kind)
            except _Exception:
                return None
            return attrs if _type(attrs) is _dict else None
    return None


def slots(value: object, kind: type) -> dict:
    """What the object holds in slots, and in members of C types (functools.partial, range)."""
    attrs = {}
    for base in type_mro(kind):
        for name, found in _type_dict(base).items():
            if _type(found) is MEMBER and _type(name) is _str and name[:2] != "__":
                try:
                    attrs[name] = found.__get__(value, kind)
                except _AttributeError:
                    continue
    return attrs


def payload(value: object, kind: type) -> dict:
    """The builtin value that an instance of a subclass of its type is, if any."""
    for base, plain in _payloads:
        if _issubclass(kind, base):
            return {"__value__": plain(value)}
    if _issubclass(kind, _BaseException):
        return {"args": _args(value)}
    return {}


def enum_member(attrs: "dict | None") -> "dict | None":
    """Name and value alone where the attributes are those of an enum's member."""
    if attrs and "_name_" in attrs and "_value_" in attrs and "__objclass__" in attrs:
        return {"name": attrs["_name_"], "value": attrs["_value_"]}
    return None


def attributes(value: object, kind: type) -> "dict | None":
    for base in bare:
        if _issubclass(kind, base):
            return None
    for base, plain in foreign:
        if _issubclass(kind, base):
            return {"__value__": plain(value)}
    held = instance_dict(value, kind)
    member = enum_member(held)
    if member is not None:
        return member
    attrs = {**payload(value, kind), **slots(value, kind)}
    if held is not None:
        attrs = {**attrs, **held}
    return attrs if attrs or held is not None else None


def name_of(value: object, kind: type) -> "dict | None":
    """The only attribute of functions, classes, modules and the like."""
    for named, read in _named:
        if kind is named:
            return {"__qualname__": read(value)}
    if kind is METHOD:
        function = _method_function(value)
        return name_of(function, _type(function)) or {}
    if _issubclass(kind, _type):
        return {"__qualname__": type_qualname(value)}
    if kind is MODULE:
        return {"__name__": (module_dict(value) or {}).get("__name__")}
    return None


def _isoformat(value: object, kind: type) -> "tuple | None":
    zone = kind.tzinfo.__get__(value) if kind.__name__ != "date" else None
    if zone is not None and not own(_type(zone)):
        return None  # its utcoffset is the solution's
    return "datetime", [kind.__name__, kind.isoformat(value)]


def _timedelta(value: object, kind: type) -> tuple:
    text = "%d,%d,%d" % (value.days, value.seconds, value.microseconds)
    return "datetime", ["timedelta", text]


def _ordered(value: object, kind: type, items: object = dict.items) -> tuple:
    values = {_id(key): item for key, item in items(value)}  # in an order of its own
    pairs = Pairs((key, values[_id(key)]) for key in kind.__iter__(value))
    attrs = instance_dict(value, kind) or {}
    return "object", [type_name(kind), {"__value__": pairs, **attrs}]


def _deque(value: object, kind: type) -> tuple:
    return "object", [type_name(kind), {"__value__": _list(value)}]


# Types of the standard library that C made; others of the same name do not pass `own`.
library = {
    "decimal.Decimal": lambda value, kind: ("decimal", kind.__str__(value)),
    "datetime.datetime": _isoformat,
    "datetime.date": _isoformat,
    "datetime.time": _isoformat,
    "datetime.timedelta": _timedelta,
    "collections.OrderedDict": _ordered,
    "collections.deque": _deque,
}


def described(value: object, kind: type) -> "tuple | None":
    """Tag and body of what a library made, where we know it."""
    known = exact.get(_id(kind))
    if known is None and own(kind):
        known = library.get(type_name(kind))
    return known(value, kind) if known is not None else None


class Encoder(wire.Writer):
    """A writer that takes any object."""

    def other(self, value: object, kind: type, depth: int) -> None:
        if kind is Pairs:
            self.put_pairs(value.items, depth)
            return
        if kind is wire.Tagged:
            self.put_tag(value.tag)
            self.put(value.body, depth + 1)
            return
        if _id(kind) in plain:
            self.put(plain[_id(kind)](value), depth)
            return
        if not self.enter(value, depth):
            return
        tag, body = self.describe(value, kind)
        self.put_tag(tag)
        self.put(body, depth + 1)
        self.open.discard(_id(value))

    def put_pairs(self, items: list, depth: int) -> None:
        self.add(b"d%d;" % _len(items))
        for key, item in items:
            self.put(key, depth + 1)
            self.put(item, depth + 1)

    def describe(self, value: object, kind: type) -> tuple:
        name = given_names.get(_id(value))
        if name is not None:
            return "given", name
        told = described(value, kind)
        if told:
            return told
        attrs = name_of(value, kind)
        if attrs is None:
            attrs = attributes(value, kind)
        return "object", [type_name(kind), attrs]


class Marker(Encoder):
    """Marks what is the very object that was given, as a tagged "same" [name, value]."""

    def put(self, value: object, depth: int = 0) -> None:
        name = given_values.get(_id(value))
        if name is not None:
            self.put_tag("same")
            self.add(b"l2;")
            self.put_text(b"s", name)
            depth += 2
        Encoder.put(self, value, depth)


def opaque(reason: str) -> wire.Encoded:
    writer = wire.Writer()
    writer.put_tagged("opaque", reason)
    return wire.Encoded(writer.data())


def encode(value: object, room: int = ROOM, depth: int = DEPTH) -> wire.Encoded:
    """The wire form of any object; whatever is wrong with it becomes a tagged "opaque"."""
    writer = Marker(room, depth) if given_values else Encoder(room, depth)
    try:
        writer.put(value)
    except wire.TooLarge:
        return opaque("too large")
    except RecursionError:
        return opaque("nested too deeply")
    return wire.Encoded(writer.data())
