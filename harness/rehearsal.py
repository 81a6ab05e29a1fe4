"""A case of no solution's that the cell runs before its first fork, for what only use makes fast: instructions
specialise after some calls, caches of attributes fill. Each case would pay for it, and for the pages that it
writes doing so. Nothing that a case can see is left behind."""

import _warnings
import marshal
import posix
import sys

from . import channel, setup, steps, trace

ROUNDS = 10  # CPython 3.11 looks at an instruction after the eighth call
FILE = "solution.py"
SOURCE = "class C:\n    pass\n\n\ndef f(x):\n    return [x]\n"


def code(source: str, mode: str) -> bytes:
    return marshal.dumps(compile(source, FILE, mode, 0, True))


def frames() -> list:
    """The usual ones, as the supervisor would send them: see include/grade/frames.h."""
    begin = {"kind": "python", "file": FILE, "source": SOURCE.encode(), "code": code(SOURCE, "exec"),
             "helpers": None, "names": ["C", "f"], "files": [], "argv": [], "env": {}, "clock": "virtual",
             "threads": False, "laws": False, "types": False, "given": [], "replace": []}
    step = {"n": 0, "label": "0", "advance": 0, "show": []}
    call = {**step, "do": "call", "name": "f", "args": [1]}
    evaluated = {**step, "do": "eval", "source": "f('x')", "code": code("f('x')", "eval")}
    return [marshal.dumps(frame, 2) for frame in (["begin", begin], ["step", call], ["step", evaluated])]


def play(case: steps.Case) -> None:
    """What is asked and what is answered go through one pipe."""
    begin, *kinds = frames()
    acts = {"begin": case.begin, "step": case.step}
    near, far = posix.pipe()
    for number in range(ROUNDS):
        for frame in (begin, kinds[number % 2]):
            posix.write(far, b"." + frame)
            case.channel.fd = near
            kind, body = case.channel.next()
            case.channel.fd = far
            acts[kind](body)
            posix.read(near, channel.PACKET)
    posix.close(near)
    posix.close(far)


def run() -> None:
    """Before the virtual clock is in place: nothing here looks at a clock."""
    line = channel.Channel(-1)
    case = steps.Case(line, setup.Surroundings(line))
    main, argv, orig_argv = sys.modules["__main__"], sys.argv, getattr(sys, "orig_argv", None)
    filters, warnings = list(_warnings.filters), sys.modules.get("warnings")
    shown = warnings and warnings._showwarnmsg_impl
    play(case)
    made = [*setup.kept, sys.modules.pop("solution"), sys.modules["__main__"]]
    sys.modules["__main__"] = main
    sys.argv = argv
    if orig_argv is not None:
        sys.orig_argv = orig_argv
    _warnings.filters[:] = filters
    if warnings is not None:
        warnings._showwarnmsg_impl = shown
    for module in made:
        if module is not main:
            module.__dict__.clear()  # its functions refer to it: else it would stay
    setup.kept.clear()
    trace.sources.clear()
    case.__dict__.clear()
