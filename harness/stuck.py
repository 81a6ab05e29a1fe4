"""Where a case stands: told when the supervisor asks, which it does where a case uses no CPU, and on the way
to a limit of time. Installed in the cell; runs in case processes, as a signal handler in the main thread.

Whether the threads wait for ever is judged here: by a table of places in the standard library that wait
without a timeout, and by the call that a thread is at, with its arguments. What is not known is taken to
come back. A wrong answer gains a solution nothing: the alternative is the wall limit."""

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
# Methods of a lock and of a SimpleQueue: their parameters, and what they are where it is not said.
CALLS = {
    "acquire": (("blocking", True), ("timeout", -1)),
    "get": (("block", True), ("timeout", None)),
    "__enter__": (),
}
WITH = ("BEFORE_WITH", "SETUP_WITH")
# The last arguments of a call are named, by what was loaded before it.
KEYWORDS = frozenset(["KW_NAMES", "CALL_FUNCTION_KW", "CALL_KW"])
FILLERS = ("CACHE", "EXTENDED_ARG", "NOP", "PRECALL", "PUSH_NULL")
UNKNOWN = object()


def loaded(frame: object, name: str, what: object) -> object:
    """What the instruction of this name has loaded, as far as it can be told; UNKNOWN of what is computed."""
    if name in ("LOAD_CONST", "LOAD_SMALL_INT"):
        return what
    if name == "LOAD_GLOBAL":
        return frame.f_globals.get(what, UNKNOWN)
    if name.startswith(("LOAD_FAST", "LOAD_NAME", "LOAD_DEREF")):
        return frame.f_locals.get(what, frame.f_globals.get(what, UNKNOWN))
    return UNKNOWN


def instructions(frame: object) -> "list[tuple[str, object, int]]":
    """Name and argument, as it is meant and as it is written, of all up to the one that the frame is at."""
    import dis

    found = []
    for one in dis.get_instructions(frame.f_code):
        if one.offset > frame.f_lasti:
            break
        if one.opname in ("KW_NAMES", "LOAD_CONST"):
            found.append((one.opname, frame.f_code.co_consts[one.arg], one.arg))
        elif one.opname not in FILLERS:
            both = one.argval if _type(one.argval) is tuple else (one.argval,)  # LOAD_FAST_LOAD_FAST
            found.extend((one.opname, what, one.arg) for what in both)
    return found


def method_call(frame: object) -> "tuple[str, dict] | None":
    """The method that a frame calls at this moment, one of CALLS, and its arguments. None where it is another,
    or an argument cannot be told."""
    before = instructions(frame)
    call, _, count = before.pop()
    if call in WITH:
        return "__enter__", {}
    if not call.startswith("CALL") or _type(count) is not int or not 0 <= count <= 2:
        return None
    names = ()
    if before and KEYWORDS.intersection((call, before[-1][0])):
        names = before.pop()[1]
    first = _len(before) - count
    if first < 1 or _type(names) is not tuple or before[first - 1][0] not in ("LOAD_METHOD", "LOAD_ATTR"):
        return None
    method, values = before[first - 1][1], [loaded(frame, name, what) for name, what, _ in before[first:]]
    if method not in CALLS or any(value is UNKNOWN for value in values):
        return None
    given = dict(zip([name for name, _ in CALLS[method]], values[:count - _len(names)]))
    given.update(zip(names, values[count - _len(names):]))
    return method, given


def is_endless(name: str, given: dict) -> bool:
    """Whether such a call waits without a timeout."""
    if not CALLS[name]:
        return True
    (block, blocks), (timeout, endless) = CALLS[name]
    limit, waits = given.get(timeout, endless), given.get(block, blocks)
    return (_type(waits) in (bool, int) and waits != 0
            and _type(limit) in (int, float, _type(None)) and limit == endless)


def waits_for_ever(frame: object) -> bool:
    """Whether the innermost frame of a thread that sleeps is one that nobody's clock wakes."""
    code = frame.f_code
    known = FOR_EVER.get((code.co_filename.rpartition("/")[2], code.co_name))
    if known is not None and not trace.is_learners(code.co_filename):
        name, values = known
        return name is None or frame.f_locals.get(name, 0) in values
    if frame.f_lasti < 0 or trace.is_ours(code):
        return False
    call = method_call(frame)
    return call is not None and is_endless(*call)


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

