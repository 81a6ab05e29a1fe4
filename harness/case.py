"""The life of a case process, and what the cell does once so that each case need not.

The cell imports this in the warm interpreter, calls `warm_up` before gc.freeze, and `main` in
every forked and locked case process.
"""

import marshal
import posix
import sys

from . import channel, clock, encode, loop, program, steps, trace, wire

_exit = posix._exit
_loads = marshal.loads
_BaseException = BaseException

SAMPLE = "def f(x):\n    try:\n        raise ValueError(x)\n    finally:\n        x = 1\nf(2)\n"


def warm_up() -> None:
    """Pays first-use costs before the fork: the first compile() alone takes a millisecond. Looks
    through the preloaded modules, so call it after they are there."""
    code = marshal.loads(marshal.dumps(compile(SAMPLE, "solution.py", "exec", 0, True)))
    trace.sources["solution.py"] = SAMPLE.encode()
    try:
        exec(code, {})
    except ValueError as exc:
        wire.loads(wire.dumps(["done", {"raised": trace.encoded(exc)}]))
    trace.sources.clear()
    trace._lines.clear()
    values = [1, -0.5, "\u00e9", b"x", None, True, (1,), {"a": {1}}, frozenset(), 1j, object()]
    encode.encode(values)
    eval(compile("1 + 1", "step", "eval", 0, True))
    clock.survey()
    if "asyncio" in sys.modules:
        loop.make_policy(sys.modules["asyncio"])
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(line_buffering=True)


def next_frame(line: channel.Channel) -> list:
    """A signal handler of the solution may raise here; then there is nobody to tell."""
    try:
        return line.next()
    except _BaseException:
        _exit(channel.EXIT_PROTOCOL)


def main(fd: int) -> None:
    """Answers frames until the supervisor's end is closed, which ends the process with _exit(0).
    A program ends in SystemExit instead: let it through to the interpreter."""
    line = channel.Channel(fd)
    case = steps.Case(line)
    while True:
        kind, body = next_frame(line)
        if kind == "step":
            case.step(body)
        elif kind == "begin" and body["kind"] == "program":
            break
        elif kind == "begin":
            case.begin(body)
        elif kind == "prepare":
            line.send("prepared", steps.prepare(body))
        else:
            _exit(channel.EXIT_PROTOCOL)
    program.run(line, body, _loads(body["code"]))
