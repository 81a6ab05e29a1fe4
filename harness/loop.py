"""The event loop on the virtual clock. Runs in case processes, once asyncio is loaded.

`install` makes the loop class and its policy, so that asyncio.run in a solution and `await` in a
step use it. It has no selector and no file descriptor: when nothing is ready it asks the
supervisor to move the clock to the next timer, or tells it of a deadlock.
"""

import sys
from _thread import allocate_lock

from . import trace
from .clock import BILLION, LONGEST, MONOTONIC, Clock, quit_case
from .clock import _undo as clock_undo

_getframe = sys._getframe
_len = len
_str = str
_type = type

EPSILON = 2**-51  # two floats next to each other differ by at most this part
TASKS = 50  # told in a deadlock
IDLE_TURNS = 100  # for callbacks that are ready when a step ends


class Current:
    """What the loop class, made before the fork where asyncio is preloaded, finds its case by."""

    clock: Clock
    policy = None  # the policy class, once it has been made
    workers = None  # a workers.Workers, where jobs for threads are done on this one


def make_loop_class(asyncio: object) -> type:
    base = asyncio.base_events.BaseEventLoop
    base_file = asyncio.base_events.__file__
    folder = base_file[: -_len("base_events.py")]

    class VirtualLoop(base):
        """asyncio's own loop with `select` and `time` replaced."""

        def __init__(self) -> None:
            super().__init__()
            self._selector = self
            self._jobs = 0
            self._woken = allocate_lock()
            self._woken.acquire()

        def time(self) -> float:
            if _getframe(1).f_code.co_filename[: _len(folder)] == folder:
                return (MONOTONIC + Current.clock.now) / BILLION
            return Current.clock.monotonic()

        def select(self, timeout: "float | None") -> tuple:
            """What BaseEventLoop._run_once calls before it runs what is ready."""
            if timeout is not None and timeout <= 0:
                if self._scheduled:
                    Current.clock._read()
            elif self._jobs:
                self._woken.acquire()
            else:
                self._idle()
            # What is due now must count as due: far ahead, a nanosecond is less than a float shows.
            now = MONOTONIC + Current.clock.now
            self._clock_resolution = max(1, now * EPSILON) / BILLION
            return ()

        def _idle(self) -> None:
            when = self._scheduled[0]._when if self._scheduled else LONGEST
            if not when < LONGEST:
                deadlock(asyncio, self)
            over, under = when.as_integer_ratio()  # exactly: a float may be past 2**53 ns
            until = (2 * over * BILLION + under) // (2 * under) - MONOTONIC
            Current.clock._wait(until)
            if Current.clock.now < until:
                deadlock(asyncio, self)  # the supervisor's clock has come to its end

        def _process_events(self, events: tuple) -> None:
            pass

        def _write_to_self(self) -> None:
            """call_soon_threadsafe, perhaps from a thread, while `select` waits for a job."""
            if self._woken.locked():
                try:
                    self._woken.release()
                except RuntimeError:
                    pass  # another thread was first

        def run_in_executor(self, executor: object, func: object, *args: object) -> object:
            workers = Current.workers
            if workers is not None and workers.serves(executor):
                return workers.submit(self, executor, lambda: func(*args))
            future = super().run_in_executor(executor, func, *args)
            self._jobs += 1
            future.add_done_callback(self._job_done)
            return future

        def _job_done(self, future: object) -> None:
            self._jobs -= 1

    return VirtualLoop


def task_order(task: object) -> tuple:
    name = task.get_name()
    return (_len(name), name) if _type(name) is _str else (0, "")


def in_solution(frame: list) -> bool:
    return trace.is_learners(frame[0]) and frame[0][:5] != "step "


def task_stacks(asyncio: object, loop: object) -> list:
    """[name, frames] of each task that is not done: where it waits. Those that wait in the solution come
    before those of the harness."""
    stacks = [[task_order(task)[1], trace.waiting(task.get_coro())]
              for task in sorted(asyncio.all_tasks(loop), key=task_order)[:TASKS]]
    stacks.sort(key=lambda stack: not any(in_solution(frame) for frame in stack[1]))
    return stacks


def deadlock(asyncio: object, loop: object) -> None:
    """Tells what every task waits for, and ends the process."""
    Current.clock.channel.send("deadlock", {"stacks": task_stacks(asyncio, loop)})
    quit_case()


def wrap_sleep(asyncio: object, clock: Clock) -> None:
    real = asyncio.tasks.sleep
    if sys.version_info >= (3, 10):
        async def sleep(delay: float, result: object = None) -> object:
            clock._slept(delay)
            return await real(delay, result)
    else:
        async def sleep(delay: float, result: object = None, *, loop: object = None) -> object:
            clock._slept(delay)
            if loop is None:
                return await real(delay, result)
            return await real(delay, result, loop=loop)
    for name in ("__module__", "__qualname__", "__doc__"):
        setattr(sleep, name, getattr(real, name))
    sleep.__annotations__ = {}
    asyncio.sleep = asyncio.tasks.sleep = sleep

    def restore() -> None:
        asyncio.sleep = asyncio.tasks.sleep = real

    clock_undo.append(restore)


def make_policy(asyncio: object) -> None:
    """Makes the classes; in the cell where asyncio is preloaded."""

    class Policy(asyncio.DefaultEventLoopPolicy):
        _loop_factory = make_loop_class(asyncio)

    Current.policy = Policy


def install(asyncio: object, clock: Clock) -> None:
    """Called by setup.py when asyncio is there and the clock is virtual."""
    Current.clock = clock
    if Current.policy is None:
        make_policy(asyncio)
    asyncio.set_event_loop_policy(Current.policy())
    wrap_sleep(asyncio, clock)
    clock_undo.append(lambda: asyncio.set_event_loop_policy(None))


class CaseLoop:
    """The one loop of a case: it runs steps that await, and pauses between them."""

    def __init__(self, asyncio: object, virtual: bool) -> None:
        self.asyncio = asyncio
        self.virtual = virtual  # only then is a loop cheap
        self.loop = None
        self.servers: set = set()  # tasks of the harness's own: a server's, which goes on

    def make_current(self) -> None:
        """Before a step without await: what it makes may belong to this loop, and asyncio.run in
        the step before left none behind."""
        if self.virtual or self.loop is not None:
            self.ready()

    def ready(self) -> object:
        """The loop, made anew where the solution closed it."""
        if self.loop is None or self.loop.is_closed():
            self.loop = self.asyncio.new_event_loop()
        self.asyncio.set_event_loop(self.loop)
        return self.loop

    def run(self, coroutine: object) -> object:
        return self.ready().run_until_complete(coroutine)

    def settle(self) -> int:
        """Runs the callbacks that are ready; then how many tasks are not done."""
        loop = self.loop
        if loop is None or loop.is_closed() or loop.is_running():
            return 0
        try:
            for _ in range(IDLE_TURNS):
                if not loop._ready:
                    break
                loop.call_soon(loop.stop)
                loop.run_forever()
        except BaseException:
            pass  # of a task: its step has been answered, its awaiter will see it
        return len(self.asyncio.all_tasks(loop) - self.servers)
