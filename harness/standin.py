"""A case outside of the sandbox, for pdb: what a script that `grade --debug` writes is made of.

Loaded by that script, in a Python of the learner's own and with the learner's rights; never in a cell. Nothing is
judged here and no time is virtual: what a case gives is played by plain stand-ins that do what the author wrote and
count nothing.
"""

import ast
import asyncio
import builtins
import importlib
import importlib.util
import io
import linecache
import os
import pdb
import sys
import time
import types

TOP_LEVEL_AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
COROUTINE = 0x80
HELP = """The debugger stops at the beginning of each step. Its commands: s steps into a
call, n goes to the next line, p NAME shows a value, l lists the source, c goes
on to the next step, q leaves, h is help."""
OURS = (__file__, pdb.__file__, pdb.bdb.__file__)
LIBRARY = ["asyncio", "asyncio.*", "selectors", "importlib*", "concurrent.*", "threading", "grade_standin"]


class Behaviour:
    """What comes of one call or item, as cases.json has it."""

    def __init__(self, case: "Case", does: dict) -> None:
        self.case, self.does = case, does

    def __call__(self, *args: object) -> object:
        if "raise" in self.does:
            raise self.case.exception(self.does["raise"])(*self.does.get("args", ()))
        if self.does.get("echo"):
            return args[0] if args else None
        return self.does.get("return")

    @property
    def delay(self) -> float:
        return self.does.get("delay", 0)

    def fits(self, args: tuple) -> bool:
        """Of `by`. What is no plain value, such as a matcher, fits everything."""
        try:
            return ast.literal_eval(self.does["when"]) == list(args)
        except (KeyError, ValueError, SyntaxError):
            return True


class Script:
    """The behaviours of one probe, in their order."""

    def __init__(self, case: "Case", mode: str, does: list) -> None:
        self.mode, self.used = mode, 0
        self.behaviours = [Behaviour(case, one) for one in does] or [Behaviour(case, {})]

    def next(self, args: tuple) -> Behaviour:
        if self.mode == "by":
            return next((one for one in self.behaviours if one.fits(args)), self.behaviours[-1])
        if self.mode != "list":
            return self.behaviours[0]
        self.used += 1
        if self.used > len(self.behaviours):
            raise NotImplementedError("called more often than the case gives an answer for")
        return self.behaviours[self.used - 1]


def function(name: str, script: Script) -> object:
    def given(*args: object, **kwargs: object) -> object:
        behaviour = script.next(args)
        time.sleep(behaviour.delay)
        return behaviour(*args)

    given.__name__ = given.__qualname__ = name
    return given


def async_function(name: str, script: Script) -> object:
    async def given(*args: object, **kwargs: object) -> object:
        behaviour = script.next(args)
        await asyncio.sleep(behaviour.delay)
        return behaviour(*args)

    given.__name__ = given.__qualname__ = name
    return given


def items(script: Script, count_from: "int | None") -> object:
    if count_from is not None:
        while True:
            yield count_from
            count_from += 1
    for behaviour in script.behaviours:
        yield behaviour()


async def async_items(script: Script, count_from: "int | None") -> object:
    for item in items(script, count_from):
        yield item


class Iterable:
    def __init__(self, script: Script, count_from: "int | None") -> None:
        self.script, self.count_from = script, count_from

    def __iter__(self) -> object:
        return items(self.script, self.count_from)


class Context:
    def __init__(self, enter: "Behaviour | None", leave: Behaviour, suppress: bool) -> None:
        self.enter, self.leave, self.suppress = enter, leave, suppress

    def __enter__(self) -> object:
        return self.enter() if self.enter else self

    def __exit__(self, *_: object) -> bool:
        self.leave()
        return self.suppress

    async def __aenter__(self) -> object:
        return self.__enter__()

    async def __aexit__(self, *exc: object) -> bool:
        return self.__exit__(*exc)


class Cell:
    def __init__(self, value: object) -> None:
        self.value = value

    async def read(self) -> object:
        return self.value

    async def write(self, value: object) -> None:
        self.value = value


class Compared:
    """Of $object: compares as its value."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return self.value == getattr(other, "value", other)

    def __lt__(self, other: object) -> bool:
        return self.value < getattr(other, "value", other)

    def __hash__(self) -> int:
        return hash(self.value)


class Case:
    """One case: called by the script line by line."""

    def __init__(self, solution: str, helpers: "str | None" = None) -> None:
        self.solution, self.helpers = solution, helpers
        print("\n%s" % HELP)
        self.names: dict = {"__name__": "__main__"}
        self.given_names: dict = {}
        self.replaced: tuple = ()
        self.module = None

    def exception(self, name: str) -> type:
        found = getattr(self.module, name, None) or getattr(builtins, name, None)
        if found is None and "." in name:
            module, _, rest = name.rpartition(".")
            found = getattr(importlib.import_module(module), rest)
        return found or Exception

    def file(self, path: str, data: bytes) -> None:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)

    def surround(self, argv: list, env: dict) -> None:
        sys.argv = [self.solution, *argv]
        os.environ.update(env)

    def given(self, name: str, kind: str, mode: str = "one", does: list = (), **more: object) -> None:
        script = Script(self, mode, does)
        count = more.get("count_from")
        make = {
            "value": lambda: more.get("value"),
            "function": lambda: function(name, script),
            "async_function": lambda: async_function(name, script),
            "iterator": lambda: items(script, count),
            "async_iterator": lambda: async_items(script, count),
            "iterable": lambda: Iterable(script, count),
            "context": lambda: self.context(script, more),
            "async_context": lambda: self.context(script, more),
            "module": lambda: types.ModuleType(name),
            "cell": lambda: Cell(more.get("value")),
            "object": lambda: Compared(more.get("value")),
        }[kind]()
        owner, _, last = name.rpartition(".")
        if owner:
            setattr(self.given_names[owner], last, make)
        self.given_names[name] = make
        if kind == "module":
            sys.modules[name] = make
        self.names[name] = make

    def context(self, script: Script, more: dict) -> Context:
        enter = script.behaviours[0] if more.get("has_enter") else None
        return Context(enter, script.behaviours[-1], bool(more.get("suppress")))

    def begin(self, debug: bool = False) -> None:
        """Imports the solution; where that is what fails, under the debugger."""
        spec = importlib.util.spec_from_file_location("solution", self.solution)
        self.module = importlib.util.module_from_spec(spec)
        sys.modules["solution"] = self.module
        source = linecache.getlines(self.solution)
        try:
            self.run(compile("".join(source), self.solution, "exec"), self.module.__dict__, debug)
        except Exception as error:
            print("importing it raised %s: %s" % (type(error).__name__, error))
            self.look_back(error)
            raise SystemExit(0) from None
        if debug:
            print("it was imported without an exception")
        self.join(self.module)
        if self.helpers:
            spec = importlib.util.spec_from_file_location("helpers", self.helpers)
            helpers = importlib.util.module_from_spec(spec)
            sys.modules["helpers"] = helpers
            spec.loader.exec_module(helpers)
            self.join(helpers)
        self.names["solution"] = self.module
        for name in self.replaced:
            setattr(self.module, name, self.given_names[name])
        self.names.update({name: value for name, value in self.given_names.items() if "." not in name})

    def join(self, module: object) -> None:
        self.names.update({name: value for name, value in vars(module).items() if not name.startswith("__")})

    def do(self, label: str, mode: str, source: str, last: bool = False, expected: str = "", **names: object) -> None:
        """A step: waits for the debugger's commands before its first line. The last is the one that failed."""
        self.names.update(names)
        place = "<%s>" % label
        linecache.cache[place] = (len(source), None, source.splitlines(True), place)
        print("\n%s%s" % (label, ", the one that fails" if last else ""))
        if expected:
            print("expected: %s" % expected)
        try:
            result = self.run(compile(source, place, mode, TOP_LEVEL_AWAIT), self.names, True)
        except Exception as error:
            print("it raised %s: %s" % (type(error).__name__, error))
            if last:
                self.look_back(error)
            return
        if mode == "eval":
            print("it gave: %r" % (result,))

    def look_back(self, error: Exception) -> None:
        """The debugger at the place where it was raised."""
        trace = error.__traceback__
        while trace and trace.tb_frame.f_code.co_filename in OURS:
            trace = trace.tb_next
        if trace:
            print("this is where; u and d go up and down the calls\n")
            debugger = pdb.Pdb(nosigint=True, skip=LIBRARY)
            debugger.reset()
            debugger.interaction(None, trace)

    def run(self, code: types.CodeType, names: dict, debug: bool) -> object:
        debugger = pdb.Pdb(nosigint=True, skip=LIBRARY) if debug else None

        async def hold(coroutine: object) -> object:
            """In the event loop, so that what makes the loop is not stepped through."""
            if debugger:
                debugger.set_trace(sys._getframe())
            result = await coroutine
            sys.settrace(None)
            return result

        try:
            if code.co_flags & COROUTINE:
                return asyncio.run(hold(eval(code, names)))
            return debugger.runeval(code, names, names) if debugger else eval(code, names)
        except pdb.bdb.BdbQuit:
            raise SystemExit(0) from None

    def program(self, text: str) -> None:
        """A whole program, from its first line; its standard input is at hand, pdb keeps the terminal's."""
        real = sys.stdin
        sys.stdin = io.StringIO(text)
        debugger = pdb.Pdb(stdin=real, stdout=sys.stdout, nosigint=True, skip=LIBRARY)
        debugger.use_rawinput = False
        with open(self.solution, "rb") as file:
            code = compile(file.read(), self.solution, "exec")
        names = {"__name__": "__main__", "__file__": self.solution, "__builtins__": builtins}
        try:
            debugger.run(code, names, names)
        except pdb.bdb.BdbQuit:
            raise SystemExit(0) from None
        except Exception as error:
            print("it raised %s: %s" % (type(error).__name__, error))
            sys.stdin = real
            self.look_back(error)
