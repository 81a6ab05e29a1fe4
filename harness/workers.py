"""Worker threads that are none. Runs in case processes of kind `asgi` that have the virtual clock.

What an event loop hands to a thread is done at once, on the loop's own thread; what it sleeps is its
own, and its result comes at the virtual time at which the thread would have been done. So an endpoint
that blocks holds up no other, while one that blocks in `async def` does. A job that waits for another
one cannot be served so: it waits for ever.
"""

import asyncio
import concurrent.futures.thread
import contextvars
import heapq
import sys

from .clock import BILLION

_BaseException = BaseException
_StopIteration = StopIteration
_modules = sys.modules
_get_running = asyncio._get_running_loop
_set_running = asyncio._set_running_loop

DEFAULT_THREADS = 32  # of a loop's own executor, whatever the machine

UNKNOWN = "this version of anyio hands work to threads in a way that grade does not know: use `async def`"


class Workers:
    """Does the jobs of one case."""

    def __init__(self, clock: object) -> None:
        self.clock = clock
        self.busy: dict = {}  # id of an executor -> when each of its threads is free again
        self.kept: list = []  # the executors: their ids must stay theirs

    def do(self, ahead: int, call: object) -> tuple:
        """(result, exception, ns that it took) of a job that begins so much later than now."""
        running = _get_running()
        saved = self.clock.begin_job(ahead)
        _set_running(None)
        result = error = None
        try:
            result = call()
        except _BaseException as exc:
            error = exc
        finally:
            _set_running(running)
            took = self.clock.end_job(saved)
        return result, error, took

    # anyio's: waits for its own limit of threads first

    async def hand_off(self, call: object) -> object:
        result, error, took = self.do(0, call)
        loop = _get_running()
        future = loop.create_future()
        later(loop, took, wake, future)
        await future
        if error is not None:
            try:
                raise error
            finally:
                error = None
        return result

    # the loop's

    def submit(self, loop: object, executor: object, call: object) -> object:
        """What loop.run_in_executor returns."""
        start = self.free(executor)
        result, error, took = self.do(start - self.clock.now, call)
        heapq.heappush(self.busy[id(executor)], self.clock.now + took)
        future = loop.create_future()
        later(loop, took, settle, future, result, error)
        return future

    def free(self, executor: object) -> int:
        """When a thread of the executor is free; takes it."""
        if id(executor) not in self.busy:
            count = DEFAULT_THREADS if executor is None else executor._max_workers
            self.busy[id(executor)] = [0] * count
            self.kept.append(executor)
        return max(heapq.heappop(self.busy[id(executor)]), self.clock.now)

    def serves(self, executor: object) -> bool:
        return executor is None or type(executor) is concurrent.futures.thread.ThreadPoolExecutor


def later(loop: object, ns: int, act: object, *args: object) -> None:
    if ns:
        loop.call_later(ns / BILLION, act, *args)
    else:
        loop.call_soon(act, *args)


def wake(future: object) -> None:
    if not future.done():
        future.set_result(None)


def settle(future: object, result: object, error: object) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(result)
    elif isinstance(error, _StopIteration):
        future.set_exception(RuntimeError("a job raised StopIteration"))
    else:
        future.set_exception(error)


def patch_anyio(backend: object, workers: Workers) -> None:
    """Puts the hand-off in the place of anyio's own: of 4, whose backend is a class, or of 3."""
    kind = getattr(backend, "AsyncIOBackend", None)
    if hasattr(kind, "run_sync_in_worker_thread"):
        def run(cls: type, func: object, args: tuple, abandon_on_cancel: bool = False,
                limiter: object = None) -> object:
            return in_place(backend, kind, workers, func, args, abandon_on_cancel, limiter)

        kind.run_sync_in_worker_thread = classmethod(run)
    elif hasattr(backend, "run_sync_in_worker_thread"):
        def run(func: object, *args: object, cancellable: bool = False,
                limiter: object = None) -> object:
            return in_place(backend, backend, workers, func, args, cancellable, limiter)

        backend.run_sync_in_worker_thread = run
    else:
        import anyio.to_thread

        async def refuse(*args: object, **kwargs: object) -> None:
            raise RuntimeError(UNKNOWN)

        anyio.to_thread.run_sync = refuse


async def in_place(backend: object, inside: object, workers: Workers, func: object, args: tuple,
                   cancellable: bool, limiter: object) -> object:
    """What anyio does around a job, but for the thread."""
    await inside.checkpoint()
    async with limiter or inside.current_default_thread_limiter():
        with backend.CancelScope(shield=not cancellable):
            context = contextvars.copy_context()
            if "sniffio" in _modules:  # no async library runs in a thread
                context.run(_modules["sniffio"].current_async_library_cvar.set, None)
            return await workers.hand_off(lambda: context.run(func, *args))
