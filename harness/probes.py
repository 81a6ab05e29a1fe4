"""What is given to a case, and what is told of it. Runs in case processes.

A probe knows its name and nothing of what it will give: for every value it asks the supervisor,
which counts. What is recorded of an argument is made without a call of the solution's code.
"""

import sys
from _weakref import ref

from . import encode, given, trace, wire

_type = type
_id = id
_len = len
_getattr = getattr
_import = __import__
_issubclass = issubclass
_BaseException = BaseException
_RecursionError = RecursionError
_TypeError = TypeError
_modules = sys.modules
_dumps = wire.dumps
_describe = encode.Encoder.describe
_start = encode.Encoder.__init__
_dict = dict
_fromkeys = dict.fromkeys

IDENTICAL = (list, dict, set, bytearray)  # builtin types whose values can be told from their equals

# Arguments ------------------------------------------------------------------------------------


class Arguments(encode.Encoder):
    """Writes plain values as they are, probes by their names, all else as type and identity."""

    def __init__(self, probes: "Probes") -> None:
        _start(self, encode.ROOM, encode.DEPTH)
        self.probes = probes

    def describe(self, value: object, kind: type) -> tuple:
        if _id(value) in encode.given_names:
            return _describe(self, value, kind)
        told = encode.described(value, kind)
        if told:
            return told
        attrs = encode.name_of(value, kind)
        if attrs is None:
            attrs = {"__id__": self.probes.identity(value)}
        return "object", [encode.type_name(kind), attrs]


# All of a case --------------------------------------------------------------------------------


class Probes:
    """What is given to a case, by name."""

    def __init__(self, case: object) -> None:
        self.case = case
        self.channel = case.channel
        self.given: dict = {}
        self.names = encode.given_names
        self.values = encode.given_values
        self.kept: list = []  # all that was made: a number of `names` must not become another's
        self.known: dict = {}  # id -> (number, weak reference or the object), of arguments
        self.tables = False  # whether the value that is being made holds an array or a frame
        self.made: dict = {}  # such values, by name, as they were made
        self.count = 0  # numbers that were handed out

    # Making

    def make(self, entries: list) -> list:
        """Makes the probes of a frame's `given`; the names of those that join the namespace. Values
        are left to make_values: their types may be the solution's."""
        top = []
        for name, kind, more in entries:
            if kind == "value":
                continue
            stub = given.Stub(self, name)
            made = stub.given = given.KINDS[kind](stub, more)
            self.names[_id(made)] = name
            self.keep(name, made)
            if "." not in name:
                top.append(name)
        return top

    def make_values(self, entries: list) -> list:
        top = []
        for name, kind, data in entries:
            if kind != "value":
                continue
            self.tables = False
            value = self.case.made(wire.loads(data, self.case.tagged))
            if self.tables:
                self.made[name] = encode.encode(value)
            kind = _type(value)
            if kind in IDENTICAL or _id(kind) in encode.exact or not encode.own(kind):
                self.values[_id(value)] = name
            self.keep(name, value)
            if "." not in name:
                top.append(name)
        return top

    def take_made(self) -> dict:
        """What the supervisor has to be told of the values that were made since it was last asked."""
        made, self.made = self.made, {}
        return {"made": made} if made else {}

    def keep(self, name: str, made: object) -> None:
        self.given[name] = made
        self.kept.append(made)
        head, _, last = name.rpartition(".")
        if head:
            self.given[head].__dict__[last] = made

    # Asking

    def ask(self, body: dict) -> dict:
        return self.checked(self.channel.ask("probe", body, "probe"))

    def checked(self, answer: dict) -> dict:
        if answer["do"] == "where":
            self.end()
        return self.moved(answer)

    def end(self) -> None:
        """The case has failed by this call, and ends here."""
        self.channel.ask("where", {"frames": trace.stack()}, "end")

    def moved(self, answer: dict) -> dict:
        clock = self.case.around.clock
        if "now" in answer:
            clock.now = answer["now"]
            clock.reads = 0
        if self.case.fault is not None:
            self.case.made(None)
        return answer

    def ask_call(self, name: str, args: tuple, kwargs: dict) -> dict:
        """Asks for a call, which most questions are: the frame is put together without a writer."""
        told = name.encode()
        data = b"l2;s5:probed%d;s2:ops4:calls4:names%d:%bs4:args%b" % (
            4 if kwargs else 3, _len(told), told, self.encoded(args).data)
        if kwargs:
            data += b"s6:kwargs" + self.encoded(kwargs).data
        return self.checked(self.channel.ask_data(data, "probe"))

    def encoded(self, value: object) -> wire.Encoded:
        """The wire form; where arguments cannot be told, a list that says so in their place."""
        writer = Arguments(self)
        try:
            writer.put(value)
        except (wire.TooLarge, _RecursionError):
            reason = encode.opaque("too large or nested too deeply")
            if _type(value) is _dict:
                return wire.Encoded(_dumps(_fromkeys(value, reason)))
            return wire.Encoded(_dumps([reason]))
        return wire.Encoded(writer.data())

    def identity(self, value: object) -> int:
        """A number for the object, the same for as long as it lives."""
        found = self.known.get(_id(value))
        if found is not None:
            number, held = found
            if (held() if _type(held) is ref else held) is value:
                return number
        self.count = number = self.count + 1
        try:
            held = ref(value)
        except _TypeError:
            held = value
        self.known[_id(value)] = (number, held)
        return number

    def exception(self, name: str, args: list) -> object:
        """An exception of that type, as the names of a case are looked up."""
        kind = self.case.exception_type(name)
        if not (encode.own(_type(kind)) or _issubclass(_type(kind), type)) or not _issubclass(kind, _BaseException):
            return _TypeError("%s is no exception" % name)
        return kind(*args)

    def running_loop(self) -> object:
        return self.asyncio().get_running_loop()

    def running_task(self) -> int:
        return _id(self.asyncio().current_task())

    def asyncio(self) -> object:
        if "asyncio" not in _modules:
            _import("asyncio")
        return _modules["asyncio"]
