"""What a solution holds of a probe: functions, iterators, contexts and the like. Runs in case processes.

Each refers to a Stub, which asks the supervisor for every value; see probes.py.
"""

import builtins
import sys
from _thread import get_ident

from . import encode, wire
from .clock import BILLION, _real_sleep

_type = type
_list = list
_compile = compile
_exec = exec
_BaseException = BaseException
_GeneratorExit = GeneratorExit
_StopIteration = StopIteration
_StopAsyncIteration = StopAsyncIteration
_NotImplemented = NotImplemented
_modules = sys.modules

YIELD = 0.001  # seconds for which a cell lets other threads run
VARARGS, VARKEYWORDS = 4, 8  # flags of code

# Stubs ----------------------------------------------------------------------------------------


class Stub:
    """One probe's line to the supervisor. What the solution holds refers to it, and is no part of it."""

    def __init__(self, probes: "Probes", name: str) -> None:
        self.probes = probes
        self.name = name
        self.given = None  # what the solution holds

    def ask(self, op: str, **more: object) -> dict:
        return self.probes.ask({"op": op, "name": self.name, **more})

    def tell(self, op: str, **more: object) -> None:
        self.probes.channel.send("probe", {"op": op, "name": self.name, **more})

    # Synchronous

    def call(self, args: tuple, kwargs: dict) -> object:
        return self.settle(self.probes.ask_call(self.name, args, kwargs), args)

    def now(self, answer: dict) -> object:
        return self.settle(answer, ())

    def settle(self, answer: dict, args: tuple) -> object:
        """What an answer says, once a real delay is over."""
        if answer["do"] == "later":
            _real_sleep(answer["ns"] / BILLION)
            answer = self.probes.ask({"op": "fetch", "id": answer["id"]})
        return self.take(answer, args)

    def take(self, answer: dict, args: tuple) -> object:
        do = answer["do"]
        if do == "return":
            return answer["value"] if "value" in answer else None
        if do == "echo":
            return args[0]
        if do == "self":
            return self.given
        if do == "refuse":
            return _NotImplemented
        raise self.probes.exception(answer["type"], answer["args"])

    # Asynchronous

    async def call_later(self, args: tuple, kwargs: dict) -> object:
        return await self.settle_later(self.probes.ask_call(self.name, args, kwargs), args)

    async def settle_later(self, answer: dict, args: tuple = ()) -> object:
        if answer["do"] == "later":
            answer = await self.wait(answer)
        return self.take(answer, args)

    async def wait(self, answer: dict) -> dict:
        """The answer that comes once the event loop has waited for so long."""
        loop = self.probes.running_loop()
        future = loop.create_future()
        timer = loop.call_later(answer["ns"] / BILLION, wake, future)
        try:
            await future
        except _GeneratorExit:
            raise
        except _BaseException:
            self.probes.channel.send("probe", {"op": "cancelled", "id": answer["id"]})
            raise
        finally:
            timer.cancel()
        return self.probes.ask({"op": "fetch", "id": answer["id"]})


def wake(future: object) -> None:
    if not future.done():
        future.set_result(None)


def make_function(stub: Stub) -> object:
    call = stub.call

    def given(*args: object, **kwargs: object) -> object:
        return call(args, kwargs)

    return given


def make_async_function(stub: Stub) -> object:
    call = stub.call_later

    async def given(*args: object, **kwargs: object) -> object:
        return await call(args, kwargs)

    return given


def bare(signature: str) -> str:
    """Without the parentheses around it, which may be written or not."""
    signature = signature.strip()
    if signature[:1] == "(" and signature[-1:] == ")":
        return signature[1:-1]
    return signature


def signature_source(signature: str) -> str:
    return "def f(%s): pass" % bare(signature)


def with_signature(stub: Stub, signature: str, is_async: bool) -> object:
    """A function with these parameters. A call is recorded as it is bound to them."""
    scope: dict = {"__builtins__": builtins.__dict__, "__name__": "__main__"}
    _exec(_compile(signature_source(signature), __file__, "exec", 0, True), scope)
    code = scope.pop("f").__code__
    names = _list(code.co_varnames)
    positional = names[: code.co_argcount]
    keywords = names[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    rest = names[code.co_argcount + code.co_kwonlyargcount :]
    args = "".join(name + ", " for name in positional)
    kwargs = ", ".join("'%s': %s" % (name, name) for name in keywords)
    if code.co_flags & VARARGS:
        args += "*" + rest.pop(0) + ","
    if code.co_flags & VARKEYWORDS:
        kwargs += (", " if kwargs else "") + "**" + rest.pop(0)
    source = ("def make(__call__):\n %sdef f(%s):\n  return %s__call__((%s), {%s})\n return f"
              % ("async " if is_async else "", bare(signature), "await " if is_async else "", args, kwargs))
    _exec(_compile(source, __file__, "exec", 0, True), scope)
    make = scope.pop("make")
    return make(stub.call_later if is_async else stub.call)


def named(stub: Stub, function: object) -> object:
    function.__name__ = function.__qualname__ = stub.name.rpartition(".")[2]
    function.__module__ = "__main__"
    function.__doc__ = "The function %s that the case gives." % stub.name
    function.__annotations__ = {}
    return function


def function(stub: Stub, signature: "str | None") -> object:
    made = with_signature(stub, signature, False) if signature is not None else make_function(stub)
    return named(stub, made)


def async_function(stub: Stub, signature: "str | None") -> object:
    made = with_signature(stub, signature, True) if signature is not None else make_async_function(stub)
    return named(stub, made)


class Given:
    """What is not a function. Equal to itself only."""

    __slots__ = ("_stub", "__weakref__")

    def __init__(self, stub: Stub) -> None:
        self._stub = stub

    def __repr__(self) -> str:
        return "<%s, given as %s>" % (_type(self).__name__, self._stub.name)


class GivenIterator(Given):
    __slots__ = ("_more",)

    def __init__(self, stub: Stub, **more: object) -> None:
        self._stub = stub
        self._more = more

    def __iter__(self) -> object:
        return self

    def __next__(self) -> object:
        answer = self._stub.ask("pull", **self._more)
        if answer["do"] == "stop":
            raise _StopIteration
        return self._stub.now(answer)

    def close(self) -> None:
        """Ends the iteration."""
        self._stub.tell("close", **self._more)


class GivenIterable(Given):
    __slots__ = ()

    def __iter__(self) -> object:
        return GivenIterator(self._stub, it=self._stub.ask("iterate")["it"])


class GivenAsyncIterator(Given):
    __slots__ = ()

    def __aiter__(self) -> object:
        return self

    async def __anext__(self) -> object:
        answer = self._stub.ask("pull")
        if answer["do"] == "stop":
            raise _StopAsyncIteration
        return await self._stub.settle_later(answer)

    async def aclose(self) -> None:
        """Ends the iteration."""
        self._stub.tell("close")


def exception_told(kind: "type | None") -> "str | None":
    return None if kind is None else encode.type_name(kind)[:100]


class GivenContext(Given):
    __slots__ = ()

    def __enter__(self) -> object:
        return self._stub.now(self._stub.ask("enter"))

    def __exit__(self, kind: object, exc: object, tb: object) -> object:
        answer = self._stub.ask("exit", exception=exception_told(kind))
        value = self._stub.now(answer)
        return value if kind is not None else None


class GivenAsyncContext(Given):
    __slots__ = ()

    async def __aenter__(self) -> object:
        return await self._stub.settle_later(self._stub.ask("enter"))

    async def __aexit__(self, kind: object, exc: object, tb: object) -> object:
        answer = self._stub.ask("exit", exception=exception_told(kind))
        value = await self._stub.settle_later(answer)
        return value if kind is not None else None


class GivenCell(Given):
    """A value that others may change between a read and a write: `value` lets other threads run
    in between, `await read()` and `await write(value)` other tasks."""

    __slots__ = ()

    def _read(self, who: int) -> object:
        return self._stub.now(self._stub.ask("read", who=who))

    def _write(self, who: int, value: object) -> None:
        self._stub.ask("write", who=who, value=encode.encode(value))

    @property
    def value(self) -> object:
        found = self._read(get_ident())
        _real_sleep(YIELD)
        return found

    @value.setter
    def value(self, value: object) -> None:
        _real_sleep(YIELD)
        self._write(get_ident(), value)

    async def read(self) -> object:
        found = self._read(self._stub.probes.running_task())
        await others()
        return found

    async def write(self, value: object) -> None:
        await others()
        self._write(self._stub.probes.running_task(), value)


class others:
    """Lets other tasks run once, as asyncio.sleep(0) does."""

    def __await__(self) -> object:
        yield


class GivenObject(Given):
    """Compares and hashes as the case says, and counts it."""

    __slots__ = ()

    def _other(self, value: object) -> wire.Encoded:
        return self._stub.probes.encoded(value)

    def __eq__(self, other: object) -> object:
        return self._stub.now(self._stub.ask("equal", other=self._other(other)))

    def __lt__(self, other: object) -> object:
        return self._stub.now(self._stub.ask("less", other=self._other(other)))

    def __hash__(self) -> int:
        return self._stub.now(self._stub.ask("hash"))


def module(stub: Stub, _: None) -> object:
    made = _type(sys)(stub.name, "The module %s that the case gives." % stub.name)
    _modules[stub.name] = made
    return made


def instance_of(kind: type) -> object:
    return lambda stub, _: kind(stub)


KINDS = {
    "function": function,
    "async_function": async_function,
    "iterator": instance_of(GivenIterator),
    "async_iterator": instance_of(GivenAsyncIterator),
    "iterable": instance_of(GivenIterable),
    "context": instance_of(GivenContext),
    "async_context": instance_of(GivenAsyncContext),
    "module": module,
    "cell": instance_of(GivenCell),
    "object": instance_of(GivenObject),
}

for _kind in [Given, *Given.__subclasses__()]:
    _kind.__module__ = "__main__"
