"""The life of a case process, and what the cell does once so that each case need not.

The cell imports this in the warm interpreter, calls `warm_up` before gc.freeze, and `main` in
every forked and locked case process.
"""

import marshal
import posix
import sys

from . import channel, encode, program, rehearsal, setup, steps, stuck, trace, wire

_exit = posix._exit
_BaseException = BaseException

SAMPLE = "def f(x):\n    try:\n        raise ValueError(x)\n    finally:\n        x = 1\nf(2)\n"


class Warm:
    """What the cell makes before the fork, and each case process takes over."""

    case = None


def make_case() -> steps.Case:
    line = channel.Channel(-1)
    around = setup.Surroundings(line)
    around.arm()
    stuck.install(line)
    return steps.Case(line, around)


def warm_up() -> None:
    """Pays first-use costs before the fork: the first compile() alone takes a millisecond. Puts
    the virtual clock in place too; see setup.Surroundings.arm. Call it after the preloads."""
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
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(line_buffering=True)
    rehearsal.run()
    Warm.case = make_case()


def next_frame(line: channel.Channel) -> list:
    """A signal handler of the solution may raise here; then there is nobody to tell."""
    try:
        return line.next()
    except _BaseException:
        _exit(channel.EXIT_PROTOCOL)


def main(fd: int) -> None:
    """Answers frames until the supervisor's end is closed, which ends the process with _exit(0).
    A program ends in SystemExit instead: let it through to the interpreter."""
    case = Warm.case or make_case()
    line = case.channel
    line.fd = fd
    while True:
        kind, body = next_frame(line)
        if kind == "step":
            case.step(body)
        elif kind == "args":
            case.tell_arguments()
        elif kind == "begin" and body["kind"] == "program":
            break
        elif kind == "begin":
            case.begin(body)
        elif kind == "prepare":
            line.send("prepared", steps.prepare(body))
        elif kind == "rules":
            from . import rules  # only where a problem has some; nothing of the solution runs here

            line.send("facts", rules.facts(body))
        elif kind == "mutants":
            from . import mutate  # parses a reference solution and runs nothing

            line.send("mutants", mutate.answer(body))
        elif kind == "outline":
            from . import outline

            line.send("outline", outline.answer(body))
        else:
            _exit(channel.EXIT_PROTOCOL)
    program.run(line, case.around, body)
