"""Where a case stands: told when the supervisor asks, which it does where a case uses no CPU, and on the way
to a limit of time. Installed in the cell; runs in case processes, as a signal handler in the main thread.

Whether the threads wait for ever is judged here: by a table of places in the standard library that wait
without a timeout, and by the instruction that a thread is at. A place that is not known is taken to come
back. A wrong answer gains a solution nothing: the alternative is the wall limit."""

import _signal
import sys
from _thread import get_ident

from . import loop, trace

_len = len
_type = type
_str = str
_frames = sys._current_frames
_getitimer = _signal.getitimer
_modules = sys.modules

STACKS = 20  # told at most
SIGNAL = _signal.SIGURG  # ignored by who has no handler

# File and function of a frame, the local variable that holds its timeout, and the value that means "for ever".
FOR_EVER = {
    ("threading.py", "wait"): ("timeout", (None,)),
    ("threading.py", "_wait_for_tstate_lock"): ("timeout", (-1, None)),
    ("threading.py", "join"): ("timeout", (-1, None)),
    ("selectors.py", "select"): ("timeout", (-1, None)),
    ("thread.py", "_worker"): (None, ()),  # of an executor: waits for work
}
CALLS = ("acquire", "__enter__", "get")  # without an argument: of a lock, of a SimpleQueue


def instruction(code: object, at: int) -> "tuple[str, int, str]":
    """The name and the argument of the instruction at this offset, and the name that was loaded last before it."""
    import opcode

    raw, loaded = code.co_code, ""
    for place in range(0, at, 2):
        name = opcode.opname[raw[place]]
        if name in ("LOAD_METHOD", "LOAD_ATTR"):
            index = raw[place + 1]
            if name == "LOAD_ATTR" and sys.version_info >= (3, 12):
                index >>= 1
            if place > 0 and opcode.opname[raw[place - 2]] == "EXTENDED_ARG":
                index = _len(code.co_names)
            loaded = code.co_names[index] if index < _len(code.co_names) else ""
    return opcode.opname[raw[at]], raw[at + 1], loaded


def waits_for_ever(frame: object) -> bool:
    """Whether the innermost frame of a thread that sleeps is one that nobody's clock wakes."""
    code = frame.f_code
    known = FOR_EVER.get((code.co_filename.rpartition("/")[2], code.co_name))
    if known is not None and not trace.is_learners(code.co_filename):
        name, values = known
        return name is None or frame.f_locals.get(name, 0) in values
    if frame.f_lasti < 0 or trace.is_ours(code):
        return False
    name, argument, loaded = instruction(code, frame.f_lasti)
    if name in ("BEFORE_WITH", "SETUP_WITH"):
        return True  # the lock of a `with`
    return name in ("CALL", "CALL_METHOD", "CALL_FUNCTION") and argument == 0 and loaded in CALLS


def task_stacks() -> list:
    """The tasks of an event loop that runs in the main thread, each with where it waits."""
    asyncio = _modules.get("asyncio")
    running = asyncio and asyncio._get_running_loop()
    return loop.task_stacks(asyncio, running) if running else []


def thread_names() -> dict:
    threading = _modules.get("threading")
    active = getattr(threading, "_active", None)
    if _type(active) is not dict:
        return {}
    return {ident: getattr(thread, "_name", None) for ident, thread in list(active.items())}


def stacks(innermost: object) -> "tuple[list, bool]":
    """[name, frames] of every thread, this one first, and whether all of them wait for ever."""
    names, this = thread_names(), get_ident()
    found = _frames()
    found[this] = innermost
    order = dict.fromkeys([this, *names, *found])  # as they were started
    told, stuck = [], True
    for ident in order:
        frame = found.get(ident)
        if frame is None:  # about to start, or at its end
            stuck = False
            continue
        stuck = stuck and waits_for_ever(frame)
        name = names.get(ident)
        frames = trace.stack_of(frame)
        if frames:  # else a thread that runs nothing of the learner's, such as a watcher of a library's
            told.append([name[:100] if _type(name) is _str else "", frames])
    return told[:STACKS], stuck


def tell(number: int, innermost: object) -> None:
    """The handler. Says nothing where the main thread is in the middle of saying something."""
    channel = Asked.channel
    if channel is None or channel.sending:
        return
    try:
        told, stuck = stacks(innermost)
        tasks = task_stacks()
        stuck = stuck and _getitimer(_signal.ITIMER_REAL)[0] == 0
        if tasks:
            told = tasks + told[1:]  # the main thread runs the tasks
        channel.send("stacks", {"stacks": told[:STACKS], "stuck": stuck, "tasks": bool(tasks),
                                "here": trace.stack_of(innermost)})
    except Exception:
        return  # the limit is told without


class Asked:
    channel = None


def install(channel: object) -> None:
    """Called once, in the cell."""
    Asked.channel = channel
    _signal.signal(SIGNAL, tell)

