"""The virtual clock of a case process: reads are local, every move is the supervisor's.

Installed by setup.py in the cell, before the fork, as most cases have it; a case whose `begin`
says "real" takes it out again. What it stands in for are bound methods: like the builtins that
they replace, they do not bind again as attributes of a class.
"""

import gc
import sys
import time as _time

from . import trace
from .channel import _exit

_type = type
_float = float
_int = int
_id = id
_issubclass = issubclass
_round = round
_divmod = divmod
_TypeError = TypeError
_index = __import__("_operator").index
_modules = sys.modules

BILLION = 10**9
MONOTONIC = 1000 * BILLION  # what monotonic and perf_counter start at
EPOCH = 1700000000 * BILLION  # what time.time starts at
READS = 100000  # without a sleep: busy waiting
LONGEST = 9223372036.0  # seconds; the real functions refuse more

_real = {name: value for name, value in vars(_time).items() if callable(value)}
_real_sleep = _time.sleep
_real_localtime = _time.localtime
_real_gmtime = _time.gmtime
_real_strftime = _time.strftime
_real_asctime = _time.asctime
_real_ctime = _time.ctime
_real_clock_gettime = _time.clock_gettime
_real_clock_gettime_ns = _time.clock_gettime_ns
_REALTIME = _time.CLOCK_REALTIME
_MONOTONIC = _time.CLOCK_MONOTONIC

NAMES = ("sleep", "monotonic", "perf_counter", "time", "monotonic_ns", "perf_counter_ns",
         "time_ns", "localtime", "gmtime", "strftime", "asctime", "ctime", "clock_gettime",
         "clock_gettime_ns")

_Function = type(lambda: None)
_defaults: list = []  # (function, for each default the name here or None), likewise
_undo: list = []  # what puts the real clock back
_sites: list = []  # (module dict, name there, name here) of the preloaded modules; see survey


def nanoseconds(seconds: object) -> "int | None":
    """What time.sleep would wait for, or None where it would raise."""
    kind = _type(seconds)
    if _issubclass(kind, _float):
        exact = _float.__float__(seconds)
        return _round(exact * BILLION) if 0 <= exact < LONGEST else None
    try:
        whole = _index(seconds)
    except _TypeError:
        return None
    return whole * BILLION if 0 <= whole < LONGEST else None


def no_loop() -> None:
    return None


class Clock:
    """One for each case. `now` is virtual nanoseconds since the first step."""

    def __init__(self, channel: object) -> None:
        self.channel = channel
        self.now = 0
        self.reads = 0
        self.running = no_loop  # asyncio's _get_running_loop, once it is loaded
        self.jobs = 0  # of a thread, that are done on this one: see workers.py
        self.ahead = 0  # ns by which the job is ahead of the loop

    def begin_job(self, ahead: int) -> tuple:
        """What end_job needs. The job begins so much later than now."""
        saved = self.jobs, self.ahead
        self.jobs, self.ahead = self.jobs + 1, self.ahead + ahead
        return saved

    def end_job(self, saved: tuple) -> int:
        """How far the job has got."""
        ahead = self.ahead
        self.jobs, self.ahead = saved
        return ahead - self.ahead

    def _read(self) -> int:
        self.reads += 1
        if self.reads > READS:
            self._busy()
        return self.now + self.ahead

    def _busy(self) -> None:
        self.channel.send("busy", {"reads": READS, "frames": trace.stack()})
        quit_case()

    def _moved(self, kind: str, body: dict) -> None:
        self.now = self.channel.ask(kind, body, "time")["now"]
        self.reads = 0

    def _wait(self, until: int) -> None:
        """The event loop is idle until then."""
        self._moved("wait", {"until": until})

    def _slept(self, seconds: object) -> None:
        """asyncio.sleep was asked to; the loop itself waits."""
        if _type(seconds) in (_float, _int) and 0 < seconds < LONGEST:
            self.channel.send("sleep", {"ns": nanoseconds(seconds), "kind": "async"})

    def sleep(self, seconds: object, /) -> None:
        """Delay execution for a given number of seconds. The argument may be a floating point
        number for subsecond precision."""
        ns = nanoseconds(seconds)
        if ns is None:
            _real_sleep(seconds)  # raises what it always does
        if self.jobs:
            self.channel.send("sleep", {"ns": ns, "kind": "async"})
            self.ahead += ns
            self.reads = 0
            return
        kind = "sync" if self.running() is None else "blocking"
        self._moved("sleep", {"ns": ns, "kind": kind})

    def monotonic(self) -> float:
        return (MONOTONIC + self._read()) / BILLION

    def perf_counter(self) -> float:
        return (MONOTONIC + self._read()) / BILLION

    def time(self) -> float:
        return (EPOCH + self._read()) / BILLION

    def monotonic_ns(self) -> int:
        return MONOTONIC + self._read()

    def perf_counter_ns(self) -> int:
        return MONOTONIC + self._read()

    def time_ns(self) -> int:
        return EPOCH + self._read()

    def _seconds(self, given: object) -> object:
        return (EPOCH + self._read()) // BILLION if given is None else given

    def localtime(self, seconds: object = None, /) -> object:
        return _real_localtime(self._seconds(seconds))

    def gmtime(self, seconds: object = None, /) -> object:
        return _real_gmtime(self._seconds(seconds))

    def ctime(self, seconds: object = None, /) -> str:
        return _real_ctime(self._seconds(seconds))

    def asctime(self, parts: object = None, /) -> str:
        return _real_asctime(self.localtime() if parts is None else parts)

    def strftime(self, text: str, parts: object = None, /) -> str:
        return _real_strftime(text, self.localtime() if parts is None else parts)

    def clock_gettime(self, which: int, /) -> float:
        start = {_REALTIME: EPOCH, _MONOTONIC: MONOTONIC}.get(which)
        return _real_clock_gettime(which) if start is None else (start + self._read()) / BILLION

    def clock_gettime_ns(self, which: int, /) -> int:
        start = {_REALTIME: EPOCH, _MONOTONIC: MONOTONIC}.get(which)
        return _real_clock_gettime_ns(which) if start is None else start + self._read()


def survey() -> None:
    """Finds the modules that hold a function of `time` under a name of their own. Called once, by
    case.warm_up in the cell: looking through pandas takes milliseconds."""
    wanted = {_id(_real[name]): name for name in NAMES}
    del _sites[:], _defaults[:]
    for called, module in list(_modules.items()):
        held = getattr(module, "__dict__", None)
        if called == "__main__":
            continue  # the cell, which may need the real clock
        if _type(held) is not dict or held.get("__package__") == __package__:
            continue
        if "__file__" not in held or wanted.keys().isdisjoint(map(_id, held.values())):
            continue
        for name, value in list(held.items()):
            if _id(value) in wanted:
                _sites.append((held, name, wanted[_id(value)]))
    if _sites:  # what holds one as a default holds another by name; all objects are many
        survey_defaults(wanted)


def survey_defaults(wanted: dict) -> None:
    """Functions that have one of them as the default of a parameter, as sched.scheduler has."""
    for function in gc.get_objects():
        if _type(function) is not _Function or not function.__defaults__:
            continue
        names = [wanted.get(_id(value)) for value in function.__defaults__]
        if any(names):
            _defaults.append((function, names))


def with_defaults(function: object, names: list, clock: "Clock") -> None:
    """Puts the clock's functions in their place, and remembers how to undo it."""
    real = function.__defaults__
    _undo.append(lambda: setattr(function, "__defaults__", real))
    function.__defaults__ = tuple(
        getattr(clock, name) if name else value for name, value in zip(names, real))


def install(clock: Clock) -> None:
    """Puts the clock in the place of the real one, here and in preloaded modules."""
    for held, name, ours in [(vars(_time), name, name) for name in NAMES] + _sites:
        _undo.append(lambda held=held, name=name, real=held[name]: held.update({name: real}))
        held[name] = getattr(clock, ours)
    for function, names in _defaults:
        with_defaults(function, names, clock)


def uninstall() -> None:
    """Puts everything back, for a case that has the real clock."""
    while _undo:
        _undo.pop()()


def patch_datetime(module: object, clock: Clock) -> None:
    """Lets datetime.now and utcnow follow; today() does by itself, it asks time.time.

    A subclass in the place of the class would show: in type(), repr, pickles, isinstance of
    what C makes. So the class itself is changed, as far as this process goes: its dict is what
    its mappingproxy refers to, and a write to `__abstractmethods__` is the one way from Python
    to invalidate the interpreter's attribute caches of an immutable type."""
    kind = module.datetime
    utc = module.timezone.utc
    start = kind(1970, 1, 1)
    step = module.timedelta
    replaced = kind.replace

    def virtual(cls: type) -> object:
        seconds, ns = _divmod(EPOCH + clock._read(), BILLION)
        moment = start + step(0, seconds, ns // 1000)
        if cls is kind:
            return moment
        return cls(moment.year, moment.month, moment.day, moment.hour, moment.minute,
                   moment.second, moment.microsecond)

    def utcnow(cls: type) -> object:
        """Return a new datetime representing UTC day and time."""
        return virtual(cls)

    def now(cls: type, tz: object = None) -> object:
        """Returns new datetime object representing current time local to tz."""
        if tz is None:
            return cls.fromtimestamp((EPOCH + clock._read()) / BILLION)
        if not _issubclass(_type(tz), module.tzinfo):
            raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'"
                            % _type(tz).__name__)
        return tz.fromutc(replaced(virtual(cls), tzinfo=tz))

    was = kind.__dict__["now"], kind.__dict__["utcnow"]
    set_methods(kind, classmethod(now), classmethod(utcnow))
    _undo.append(lambda: set_methods(kind, *was))
    if kind.now(utc).year != 2023 or kind.utcnow().year != 2023:
        raise RuntimeError("the clock could not be put in the place of datetime.now")


def set_methods(kind: type, now: object, utcnow: object) -> None:
    for held in gc.get_referents(kind.__dict__):
        if _type(held) is dict:
            held["now"] = now
            held["utcnow"] = utcnow
    abstract = type.__dict__["__abstractmethods__"]
    abstract.__set__(kind, ())
    abstract.__delete__(kind)


def patch_threading(module: object) -> None:
    """A timed wait of a thread has no meaning on this clock: an error instead of a wrong answer."""
    untimed = module.Condition.wait

    def wait(self: object, timeout: "float | None" = None) -> bool:
        """Wait until notified."""
        if timeout is not None and timeout > 0:
            raise RuntimeError("a timed wait of a thread does not work on the virtual clock")
        return untimed(self, timeout)

    module.Condition.wait = wait
    _undo.append(lambda: setattr(module.Condition, "wait", untimed))


def quit_case() -> None:
    """Ends a case that has said its last word."""
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except Exception:
            continue
    _exit(0)
