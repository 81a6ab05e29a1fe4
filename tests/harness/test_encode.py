"""What becomes of objects, hostile ones above all."""

import array
import collections
import datetime
import decimal
import enum
import functools
import unittest

from harness import encode, wire
from supervisor import Tag

CALLED = []


def evil(*args, **kwargs):
    CALLED.append(1)
    raise SystemExit("the encoder called the solution")


class Liar:
    """Every hook that an encoder might trip over."""

    x = 1
    __eq__ = __hash__ = __repr__ = __str__ = __iter__ = __len__ = __bool__ = evil
    __getattribute__ = __getattr__ = __dir__ = __reduce_ex__ = __reduce__ = evil
    __int__ = __index__ = __float__ = __format__ = __getitem__ = keys = items = evil
    __class__ = property(evil)


class Meta(type):
    __eq__ = lambda self, other: CALLED.append("eq") or True  # noqa: E731
    __hash__ = lambda self: CALLED.append("hash") or hash(int)  # noqa: E731
    __instancecheck__ = __subclasscheck__ = evil
    __getattribute__ = evil
    __name__ = property(evil)


MetaMade = Meta("MetaMade", (), {})


class EvilDict(Liar):
    __dict__ = property(evil)


class EvilInt(int):
    __repr__ = __str__ = __int__ = __index__ = __eq__ = __hash__ = evil


class EvilList(list):
    __iter__ = __len__ = __getitem__ = copy = evil


class EvilMapping(dict):
    __iter__ = __len__ = __getitem__ = copy = items = keys = evil


class EvilSet(set):
    __iter__ = __len__ = __xor__ = copy = evil


class EvilStr(str):
    __str__ = __len__ = encode = evil


class EvilTuple(tuple):
    __iter__ = __len__ = __getitem__ = evil


class EvilItem:
    __hash__ = object.__hash__
    __eq__ = evil


class Slotted:
    __slots__ = ("a", "b", "__private")

    def __init__(self):
        self.a = 1
        self.__private = 2


class Plain:
    def __init__(self, **attrs):
        self.__dict__.update(attrs)


class Colour(enum.Enum):
    RED = 1


class Weight(enum.IntEnum):
    LIGHT = 2


class Zone(datetime.tzinfo):
    utcoffset = dst = tzname = evil


class FakeBuiltin(Exception):
    pass


FakeBuiltin.__module__ = "builtins"
FakeBuiltin.__qualname__ = "ValueError"

FakeDecimal = type("Decimal", (), {"__module__": "decimal", "__str__": evil})
Point = collections.namedtuple("Point", "x y")


def back(value):
    return wire.loads(encode.encode(value).data, Tag)


def obj(name, attrs):
    return Tag("object", [name, attrs])


def coroutine():
    async def work():
        pass
    made = work()
    made.close()
    return made


def nest(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value


ORDERED = collections.OrderedDict(a=1, b=2)
ORDERED.move_to_end("a")
ME = __name__ + "."
OBJECTS = [
    ("exact values", [1, "a", (2.5,)], [1, "a", (2.5,)]),
    ("a decimal", decimal.Decimal("1.50"), Tag("decimal", "1.50")),
    ("a date", datetime.date(2020, 1, 2), Tag("datetime", ["date", "2020-01-02"])),
    ("a datetime", datetime.datetime(2020, 1, 2, 3, tzinfo=datetime.timezone.utc),
     Tag("datetime", ["datetime", "2020-01-02T03:00:00+00:00"])),
    ("a time", datetime.time(1, 2), Tag("datetime", ["time", "01:02:00"])),
    ("a timedelta", datetime.timedelta(-1, 2, 3), Tag("datetime", ["timedelta", "-1,2,3"])),
    ("an instance", Plain(a=1), obj(ME + "Plain", {"a": 1})),
    ("an empty instance", Plain(), obj(ME + "Plain", {})),
    ("object()", object(), obj("object", None)),
    ("slots", Slotted(), obj(ME + "Slotted", {"_Slotted__private": 2, "a": 1})),
    ("a named tuple", Point(1, 2), obj(ME + "Point", {"__value__": (1, 2)})),
    ("a counter", collections.Counter("aab"),
     obj("collections.Counter", {"__value__": {"a": 2, "b": 1}})),
    ("a default dict", collections.defaultdict(int, a=1),
     obj("collections.defaultdict", {"__value__": {"a": 1}, "default_factory":
                                     obj("type", {"__qualname__": "int"})})),
    ("an ordered dict", ORDERED,
     obj("collections.OrderedDict", {"__value__": {"b": 2, "a": 1}})),
    ("a deque", collections.deque([1]), obj("collections.deque", {"__value__": [1]})),
    ("a bytearray", bytearray(b"a"), obj("bytearray", {"__value__": b"a"})),
    ("an enum member", Colour.RED, obj(ME + "Colour", {"name": "RED", "value": 1})),
    ("an int enum member", Weight.LIGHT, obj(ME + "Weight", {"name": "LIGHT", "value": 2})),
    ("a range", range(1, 5, 2), obj("range", {"start": 1, "stop": 5, "step": 2})),
    ("a function", nest, obj("function", {"__qualname__": "nest"})),
    ("a method", Slotted().__init__, obj("method", {"__qualname__": "Slotted.__init__"})),
    ("a builtin", len, obj("builtin_function_or_method", {"__qualname__": "len"})),
    ("a class", Plain, obj("type", {"__qualname__": "Plain"})),
    ("a class with a metaclass", Colour, obj(type(Colour).__module__ + "." + type(Colour).__name__,
                                             {"__qualname__": "Colour"})),
    ("a generator", (x for x in ()), obj("generator", {"__qualname__": "<genexpr>"})),
    ("a coroutine", coroutine(), obj("coroutine", {"__qualname__": "coroutine.<locals>.work"})),
    ("a module", encode, obj("module", {"__name__": "harness.encode"})),
    ("an exception", ValueError(1), obj("ValueError", {"args": (1,)})),
    ("an iterator", iter([]), obj("list_iterator", None)),
    ("functools.partial", functools.partial(len, [1]),
     obj("functools.partial", {"func": obj("builtin_function_or_method", {"__qualname__": "len"}),
                               "args": ([1],), "keywords": {}})),
    ("every hook", Liar(), obj(ME + "Liar", {})),
    ("an evil __dict__", EvilDict(), obj(ME + "EvilDict", {})),
    ("an int subclass", EvilInt(3), obj(ME + "EvilInt", {"__value__": 3})),
    ("a list subclass", EvilList([3]), obj(ME + "EvilList", {"__value__": [3]})),
    ("a dict subclass", EvilMapping(a=3), obj(ME + "EvilMapping", {"__value__": {"a": 3}})),
    ("a set subclass", EvilSet([3]), obj(ME + "EvilSet", {"__value__": {3}})),
    ("a str subclass", EvilStr("a"), obj(ME + "EvilStr", {"__value__": "a"})),
    ("a tuple subclass", EvilTuple([3]), obj(ME + "EvilTuple", {"__value__": (3,)})),
    ("an evil item in a set", {EvilItem()}, None),
    ("an evil key", {EvilItem(): 1}, None),
    ("a decimal of one's own", FakeDecimal(), obj("decimal.Decimal", {})),
    ("an evil time zone", datetime.datetime(2020, 1, 1, tzinfo=Zone()), None),
    ("a class that says it is a builtin", FakeBuiltin(), obj("?.ValueError", {"args": ()})),
]


class Encode(unittest.TestCase):
    def setUp(self):
        CALLED.clear()

    def test_objects(self):
        for label, value, expected in OBJECTS:
            with self.subTest(label):
                CALLED.clear()
                data = encode.encode(value).data
                self.assertEqual(CALLED, [])
                if expected is not None:
                    self.assertEqual(repr(wire.loads(data, Tag)), repr(expected))

    def test_metaclass(self):
        data = encode.encode([MetaMade(), MetaMade]).data
        self.assertEqual(CALLED, [])
        self.assertIn(b"MetaMade", data)

    def test_cycles(self):
        cycle = Tag("opaque", "a cycle")
        value = [1]
        value.append(value)
        self.assertEqual(back(value), [1, cycle])
        thing = Plain()
        thing.me = {"again": thing}
        self.assertEqual(back(thing), obj(ME + "Plain", {"me": {"again": cycle}}))

    def test_the_same_thing_twice_is_no_cycle(self):
        inner = [1]
        self.assertEqual(back([inner, inner]), [[1], [1]])

    def test_depth(self):
        self.assertNotIn(b"opaque", encode.encode(nest(90)).data)
        data = encode.encode(nest(200)).data
        self.assertIn(b"g6:opaques17:nested too deeply", data)
        thing = Plain()
        for _ in range(100):
            thing = Plain(inner=thing)
        self.assertIn(b"nested too deeply", encode.encode(thing).data)
        self.assertLess(encode.encode(thing).data.count(b"inner"), 40)

    def test_size(self):
        large = Tag("opaque", "too large")
        billion = "ha"
        for _ in range(60):
            billion = [billion, billion]
        for label, value in (("a str", "x" * 5000000), ("a list", [None] * 2000000),
                             ("a dag", billion), ("an int", 1 << 10**8),
                             ("bytes", bytearray(5000000))):
            with self.subTest(label):
                self.assertEqual(back(value), large)

    def test_a_full_stack(self):
        def deep(levels):
            return deep(levels - 1) if levels else encode.encode(nest(90))
        import sys
        limit = sys.getrecursionlimit()
        depth = next(d for d in range(limit, 0, -1) if fits(deep, d))
        data = deep(depth).data
        self.assertTrue(data.startswith((b"g6:opaque", b"l1;")))

    def test_an_array_has_no_attributes(self):
        self.assertEqual(back(array.array("i", [1])), obj("array.array", None))


def fits(deep, levels):
    try:
        deep(levels)
    except RecursionError:
        return False
    return True


if __name__ == "__main__":
    unittest.main()
