"""The wire encoding of values, the twin of the "Wire" part of include/grade/value.h.

Runs in case processes. `Writer` takes exact builtin types only and hands every other object to
its `other`: frames are written with plain writers, a solution's values with encode.Encoder.
"""

_type = type
_len = len
_id = id
_str = str
_int = int
_float = float
_bool = bool
_bytes = bytes
_list = list
_tuple = tuple
_dict = dict
_set = set
_frozenset = frozenset
_complex = complex
_repr = repr
_hex = hex
_range = range

DECIMAL_BITS = 13280  # about 4000 digits; str() of longer ints is quadratic, and refused by default
DECIMAL_DIGITS = 4000
MAX_DEPTH = 120  # below GRADE_VALUE_MAX_DEPTH
MAX_NODES = 1000000  # below GRADE_VALUE_MAX_NODES
MAX_BYTES = 7 * 1024 * 1024  # below GRADE_FRAME_MAX


class TooLarge(Exception):
    """The value needs more bytes or nodes than it may have."""


class Malformed(ValueError):
    """The bytes are no value. What the supervisor sends never is; tests see it."""


class Encoded:
    """A value that is in wire form already; a Writer copies it."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data


class Tagged:
    """A tagged value: for encoders, which alone write it."""

    __slots__ = ("tag", "body")

    def __init__(self, tag: str, body: object) -> None:
        self.tag = tag
        self.body = body


class Writer:
    """Collects the wire form of values; `depth` counts levels as the supervisor will."""

    def __init__(self, room: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> None:
        self.parts: list = []
        self.room = room
        self.nodes = MAX_NODES
        self.max_depth = max_depth
        self.open: set = set()  # ids of the containers that are being written

    def data(self) -> bytes:
        return b"".join(self.parts)

    def add(self, part: bytes) -> None:
        self.room -= _len(part)
        if self.room < 0:
            raise TooLarge
        self.parts.append(part)

    def put(self, value: object, depth: int = 0) -> None:
        """Writes one value. Compares types by identity only: a metaclass may define __eq__."""
        kind = _type(value)
        self.nodes -= 1
        if self.nodes < 0:
            raise TooLarge
        if kind is _str:
            self.put_text(b"s", value)
        elif kind is _int:
            self.put_int(value)
        elif value is None:
            self.add(b"N")
        elif kind is _bool:
            self.add(b"T" if value else b"F")
        elif kind is _float:
            self.add(b"f%b;" % _repr(value).encode())
        elif kind is _list or kind is _tuple:
            self.put_items(b"l" if kind is _list else b"u", value, depth)
        elif kind is _dict:
            self.put_dict(value, depth)
        elif kind is _bytes:
            self.put_bytes(b"b", value)
        elif kind is _set or kind is _frozenset:
            self.put_items(b"e" if kind is _set else b"z", value, depth)
        elif kind is _complex:
            self.add(b"c%b,%b;" % (_repr(value.real).encode(), _repr(value.imag).encode()))
        else:
            self.other(value, kind, depth)

    def other(self, value: object, kind: type, depth: int) -> None:
        if kind is not Encoded:
            raise TypeError("a frame holds plain values only")
        self.add(value.data)

    def put_text(self, mark: bytes, text: str) -> None:
        if _len(text) > self.room:
            raise TooLarge
        self.put_bytes(mark, text.encode("utf-8", "surrogatepass"))

    def put_bytes(self, mark: bytes, data: bytes) -> None:
        if _len(data) > self.room:
            raise TooLarge
        self.add(b"%b%d:%b" % (mark, _len(data), data))

    def put_int(self, value: int) -> None:
        if value.bit_length() <= DECIMAL_BITS:
            self.add(b"i%d;" % value)
        elif value.bit_length() // 4 > self.room:
            raise TooLarge
        else:
            self.add(b"x%b;" % _hex(value).replace("0x", "").encode())

    def put_tag(self, tag: str) -> None:
        """Starts a tagged value; its body, one value, is written next."""
        self.put_text(b"g", tag)

    def put_tagged(self, tag: str, body: str) -> None:
        self.put_tag(tag)
        self.put_text(b"s", body)

    def enter(self, value: object, depth: int) -> bool:
        """Opens a container, or writes in its place why it cannot be."""
        if depth >= self.max_depth - 3:
            self.put_tagged("opaque", "nested too deeply")
            return False
        if _id(value) in self.open:
            self.put_tagged("opaque", "a cycle")
            return False
        self.open.add(_id(value))
        return True

    def put_items(self, mark: bytes, items: object, depth: int) -> None:
        if not self.enter(items, depth):
            return
        self.add(b"%b%d;" % (mark, _len(items)))
        for item in items:
            self.put(item, depth + 1)
        self.open.discard(_id(items))

    def put_dict(self, value: dict, depth: int) -> None:
        if not self.enter(value, depth):
            return
        self.add(b"d%d;" % _len(value))
        for key, item in value.items():
            self.put(key, depth + 1)
            self.put(item, depth + 1)
        self.open.discard(_id(value))


def dumps(value: object) -> bytes:
    """A frame in wire form."""
    writer = Writer()
    writer.put(value)
    return writer.data()


def no_tags(tag: str, body: object) -> object:
    raise Malformed("a tag where none is expected: " + tag)


class Reader:
    """Reads one value of a frame. `tagged` turns a tag and its body into an object.

    A case spends more on touching memory for the first time after its fork than on running, so
    the common kinds are read in one function, and nothing is checked that only a hostile writer
    would get wrong: the supervisor is none."""

    def __init__(self, data: bytes, tagged: object = no_tags) -> None:
        self.data = data
        self.at = 0
        self.tagged = tagged

    def count(self, mark: bytes) -> int:
        """The number from the next byte on, up to a mark, which is passed."""
        end = self.data.index(mark, self.at)
        count = _int(self.data[self.at + 1 : end])
        self.at = end + 1
        if count < 0 or count > _len(self.data):
            raise Malformed("a count that cannot be")
        return count

    def value(self) -> object:
        data = self.data
        mark = data[self.at : self.at + 1]
        if mark == b"s" or mark == b"b":
            size = self.count(b":")
            start = self.at
            self.at = start + size
            if self.at > _len(data):
                raise Malformed("cut short")
            text = data[start : self.at]
            return text.decode("utf-8", "surrogatepass") if mark == b"s" else text
        if mark == b"l":
            return [self.value() for _ in _range(self.count(b";"))]
        if mark == b"d":
            return {self.value(): self.value() for _ in _range(self.count(b";"))}
        if mark == b"N":
            self.at += 1
            return None
        return self.rarer(mark)

    def until(self, mark: bytes) -> bytes:
        end = self.data.index(mark, self.at)
        text = self.data[self.at + 1 : end]
        self.at = end + 1
        return text

    def rarer(self, mark: bytes) -> object:
        if mark == b"i":
            return integer(self.until(b";"))
        if mark == b"T" or mark == b"F":
            self.at += 1
            return mark == b"T"
        if mark == b"g":
            size = self.count(b":")
            tag = self.data[self.at : self.at + size].decode("ascii")
            self.at += size
            return self.tagged(tag, self.value())
        if mark == b"f":
            return real(self.until(b";"))
        if mark == b"x":
            return _int(self.until(b";"), 16)
        if mark == b"u" or mark == b"e" or mark == b"z":
            made = {b"u": _tuple, b"e": _set, b"z": _frozenset}[mark]
            return made([self.value() for _ in _range(self.count(b";"))])
        if mark == b"c":
            first, _, second = self.until(b";").partition(b",")
            return _complex(real(first), real(second))
        raise Malformed("an unknown mark")


def real(text: bytes) -> float:
    return _float.fromhex(text.decode()) if b"x" in text else _float(text)


def integer(text: bytes) -> int:
    """Decimal digits of any number: the interpreter refuses to convert many at once."""
    if _len(text) <= DECIMAL_DIGITS:
        return _int(text)
    digits = text.lstrip(b"-")
    number = 0
    for start in _range(0, _len(digits), DECIMAL_DIGITS):
        piece = digits[start : start + DECIMAL_DIGITS]
        number = number * 10 ** _len(piece) + _int(piece)
    return -number if text[:1] == b"-" else number


def loads(data: bytes, tagged: object = no_tags) -> object:
    """The value that `data` holds, all of it; a ValueError where it holds none."""
    reader = Reader(data, tagged)
    value = reader.value()
    if reader.at != _len(data):
        raise Malformed("something behind the value")
    return value
