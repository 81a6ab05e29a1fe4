"""Exceptions and stacks as frames.h describes them. Runs in case processes."""

import sys

from . import encode, wire

_type = type
_str = str
_list = list
_len = len
_issubclass = issubclass
_hasattr = hasattr
_getframe = sys._getframe
_BaseException = BaseException

CHAIN = 5  # links of __cause__ and __context__
MEMBERS = 10  # of a group
TOTAL = 20  # exceptions in one description
HALF = 20  # frames kept at either end of a traceback
VALUE_ROOM = 64 * 1024  # bytes of one exception's args, attributes and text
VALUE_DEPTH = 40  # their levels: the exceptions around them have levels too
TEXT = 16 * 1024  # characters of str(), and
NOTE = 2 * 1024  # of one note

HARNESS = __file__[: -len("trace.py")]
HIDDEN = ("<frozen importlib._bootstrap>", "<frozen importlib._bootstrap_external>")

_traceback = BaseException.__dict__["__traceback__"].__get__
_cause = BaseException.__dict__["__cause__"].__get__
_context = BaseException.__dict__["__context__"].__get__
_suppress = BaseException.__dict__["__suppress_context__"].__get__
_exc_args = BaseException.__dict__["args"].__get__

# Builtin exceptions with attributes of their own; read through their own descriptors.
_described = tuple(
    (kind, tuple((name, kind.__dict__[name].__get__) for name in names if name in kind.__dict__))
    for kind, names in (
        (SyntaxError, ("msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset")),
        (OSError, ("errno", "strerror", "filename", "filename2")),
        (StopIteration, ("value",)),
        (SystemExit, ("code",)),
        (ImportError, ("name", "path")),
        (NameError, ("name",)),
        (AttributeError, ("name",)),
        (UnicodeDecodeError, ("encoding", "object", "start", "end", "reason")),
        (UnicodeEncodeError, ("encoding", "object", "start", "end", "reason")),
    )
)
_Group = vars(__import__("builtins")).get("BaseExceptionGroup")
_members = _Group.__dict__["exceptions"].__get__ if _Group else None
_message = _Group.__dict__["message"].__get__ if _Group else None

sources: dict = {}  # file name -> source bytes, for columns; filled by steps.py and program.py
_lines: dict = {}  # file name -> its lines as bytes, once they were needed


def is_ours(code: object) -> bool:
    """Whether a code object is the harness's, or the import system's."""
    name = code.co_filename
    return name[: _len(HARNESS)] == HARNESS or name in HIDDEN


def is_learners(name: str) -> bool:
    return name in sources


def line_of(name: str, line: int) -> bytes:
    if name not in _lines:
        _lines[name] = sources.get(name, b"").split(b"\n")
    lines = _lines[name]
    return lines[line - 1] if 0 < line <= _len(lines) else b""


def column(name: str, line: "int | None", offset: "int | None") -> int:
    """A byte offset as a column in characters from 1; 0 where the source is not at hand."""
    if offset is None or line is None or name not in sources:
        return 0
    return _len(line_of(name, line)[:offset].decode("utf-8", "replace")) + 1


def position(code: object, lasti: int, line: int) -> list:
    """A frame of frames.h."""
    name = code.co_filename
    first, last, start, end = line, line, None, None
    if lasti >= 0 and _hasattr(code, "co_positions"):
        for at, found in enumerate(code.co_positions()):
            if at == lasti // 2:
                first, last, start, end = found
                break
    first = first or line or 0
    last = last or first
    function = code.co_name
    return [name, function, first, last, column(name, first, start), column(name, last, end)]


def trimmed(places: list) -> tuple:
    """(code, lasti, line) triples, outermost first, as frames, and how many were left out."""
    for at, place in enumerate(places):
        if is_learners(place[0].co_filename):
            places = places[at:]  # what drives a step (asyncio's loop) is before it
            break
    left_out = _len(places) - 2 * HALF
    if left_out > 0:
        places = places[:HALF] + places[-HALF:]
    return [position(*place) for place in places], left_out if left_out > 0 else 0


def frames_of(tb: object) -> tuple:
    places = []
    while tb is not None:
        code = tb.tb_frame.f_code
        if not is_ours(code):
            places.append((code, tb.tb_lasti, tb.tb_lineno))
        tb = tb.tb_next
    return trimmed(places)


def stack() -> list:
    """The frames of the caller, without those of the harness."""
    return stack_of(_getframe(1))


def stack_of(frame: object) -> list:
    """The frames that end with this one, likewise."""
    places = []
    while frame is not None:
        if not is_ours(frame.f_code):
            places.append((frame.f_code, frame.f_lasti, frame.f_lineno))
        frame = frame.f_back
    return trimmed(places[::-1])[0]


def waiting(coro: object) -> list:
    """The frames of a coroutine that waits, outermost first: where each of its awaits is."""
    places = []
    while coro is not None and _len(places) < 1000:
        kind = _type(coro)
        if kind is encode.COROUTINE:
            frame, coro = coro.cr_frame, coro.cr_await
        elif kind is encode.GENERATOR:
            frame, coro = coro.gi_frame, coro.gi_yieldfrom
        else:
            break
        if frame is not None and not is_ours(frame.f_code):
            places.append((frame.f_code, frame.f_lasti, frame.f_lineno))
    return trimmed(places)[0]


def strip(exc: BaseException, links: int = 20) -> None:
    """Unlinks the harness's own frames from the tracebacks of an exception and its chain: what
    the interpreter is about to print to stderr."""
    while exc is not None and links > 0:
        kept = None
        tb = _traceback(exc)
        first = None
        while tb is not None:
            following = tb.tb_next
            if not is_ours(tb.tb_frame.f_code):
                if kept is None:
                    first = tb
                else:
                    kept.tb_next = tb
                kept = tb
            tb = following
        if kept is not None:
            kept.tb_next = None
        _BaseException.with_traceback(exc, first)
        exc = _cause(exc) or _context(exc)
        links -= 1


def text_of(exc: BaseException) -> str:
    """str(exc). It may be the solution's __str__, which is what `match` is about."""
    try:
        text = _str(exc)
    except _BaseException:
        return ""
    return text[:TEXT] if _type(text) is _str else ""


def attributes(exc: BaseException, kind: type) -> dict:
    attrs = {}
    for base, members in _described:
        if _issubclass(kind, base):
            for name, read in members:
                attrs[name] = read(exc)
    if _Group is not None and _issubclass(kind, _Group):
        attrs["message"] = _message(exc)
    for name, value in (encode.instance_dict(exc, kind) or {}).items():
        if _type(name) is _str and name != "__notes__":
            attrs[name] = value
    return attrs


def notes_of(exc: BaseException, kind: type) -> list:
    notes = (encode.instance_dict(exc, kind) or {}).get("__notes__")
    if _type(notes) is not _list:
        return []
    return [note[:NOTE] for note in notes[:MEMBERS] if _type(note) is _str]


class Describer:
    """Describes one exception with all that hangs on it."""

    def __init__(self) -> None:
        self.left = TOTAL

    def linked(self, exc: "BaseException | None", links: int) -> "dict | None":
        if exc is None or links <= 0 or self.left <= 0:
            return None
        return self.describe(exc, links - 1)

    def group(self, exc: BaseException, kind: type, links: int) -> "list | None":
        if _Group is None or not _issubclass(kind, _Group):
            return None
        found = [self.linked(member, links) for member in _members(exc)[:MEMBERS]]
        return [member for member in found if member is not None]

    def describe(self, exc: BaseException, links: int = CHAIN) -> dict:
        self.left -= 1
        kind = _type(exc)
        frames, left_out = frames_of(_traceback(exc))
        cause = _cause(exc)
        context = None if _suppress(exc) else _context(exc)
        return {
            "module": encode.module_of(kind),
            "qualname": encode.type_qualname(kind),
            "mro": [[encode.module_of(base), encode.type_qualname(base)]
                    for base in encode.type_mro(kind)[:50]],
            "args": encode.encode(_list(_exc_args(exc)), VALUE_ROOM, VALUE_DEPTH),
            "str": text_of(exc),
            "attrs": encode.encode(attributes(exc, kind), VALUE_ROOM, VALUE_DEPTH),
            "notes": notes_of(exc, kind),
            "cause": self.linked(cause, links),
            "context": self.linked(context, links),
            "group": self.group(exc, kind, links),
            "frames": frames,
            "left_out": left_out,
        }


def describe(exc: BaseException) -> dict:
    """The "exception" of frames.h, bounded in depth and size whatever the exception is."""
    return Describer().describe(exc)


def encoded(exc: BaseException) -> wire.Encoded:
    """The same in wire form. Falls back to the bare type where memory or the stack ran out."""
    try:
        return wire.Encoded(wire.dumps(describe(exc)))
    except (MemoryError, RecursionError, wire.TooLarge):
        kind = _type(exc)
        return wire.Encoded(wire.dumps({
            "module": encode.module_of(kind), "qualname": encode.type_qualname(kind),
            "mro": [], "args": [], "str": "", "attrs": {}, "notes": [], "cause": None,
            "context": None, "group": None, "frames": [], "left_out": 0,
        }))
