"""harness/workers.py: jobs for threads that are done on the loop's own thread, and the insides of anyio that
they stand in for, as far as grade knows them."""

import asyncio
import contextlib
import contextvars
import sys
import types
import unittest
from unittest import mock

from harness import clock, workers

VAR = contextvars.ContextVar("VAR")


class Channel:
    """Of a supervisor that only listens."""

    def __init__(self):
        self.sent = []

    def send(self, kind, body):
        self.sent.append((kind, body))


class Scope:
    """anyio.CancelScope, as far as it is used."""

    made: list = []

    def __init__(self, shield):
        self.made.append(shield)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None


class Limiter:
    taken = 0

    async def __aenter__(self):
        Limiter.taken += 1

    async def __aexit__(self, *exc):
        return None


async def checkpoint(*args):
    await asyncio.sleep(0)


def backend_3():
    """As of anyio 3: functions of the module."""
    def run_sync_in_worker_thread():
        raise AssertionError("a thread would have been started")

    return types.SimpleNamespace(CancelScope=Scope, checkpoint=checkpoint, current_default_thread_limiter=Limiter,
                                 run_sync_in_worker_thread=run_sync_in_worker_thread)


def backend_4():
    """As of anyio 4: class methods of the backend."""
    class AsyncIOBackend:
        checkpoint = classmethod(checkpoint)
        current_default_thread_limiter = classmethod(lambda cls: Limiter())

        @classmethod
        def run_sync_in_worker_thread(cls):
            raise AssertionError("a thread would have been started")

    return types.SimpleNamespace(CancelScope=Scope, AsyncIOBackend=AsyncIOBackend)


def job(seconds, result=None):
    """Blocks, and says what it saw: the time before and after, whether a loop runs, a context variable."""
    before = TESTED.clock.monotonic()
    TESTED.clock.sleep(seconds)
    try:
        asyncio.get_running_loop()
        looped = True
    except RuntimeError:
        looped = False
    if isinstance(result, BaseException):
        raise result
    return [round(TESTED.clock.monotonic() - before, 3), looped, VAR.get("none")]


class TESTED:
    clock = None


class Workers(unittest.TestCase):
    def setUp(self):
        self.channel = Channel()
        self.clock = TESTED.clock = clock.Clock(self.channel)
        self.workers = workers.Workers(self.clock)
        Scope.made, Limiter.taken = [], 0

    def run_patched(self, backend, *calls):
        workers.patch_anyio(backend, self.workers)

        async def main():
            VAR.set("kept")
            return [await call() for call in calls]

        return asyncio.run(main())

    def test_both_versions(self):
        three, four = backend_3(), backend_4()
        for backend, call in ((three, lambda: three.run_sync_in_worker_thread(job, 0.002, cancellable=True)),
                              (four, lambda: four.AsyncIOBackend.run_sync_in_worker_thread(job, (0.002,), True))):
            with self.subTest(backend):
                Scope.made, Limiter.taken = [], 0
                self.assertEqual([[0.002, False, "kept"]], self.run_patched(backend, call))
                self.assertEqual(([False], 1), (Scope.made, Limiter.taken))
                self.assertEqual(("sleep", {"ns": 2000000, "kind": "async"}), self.channel.sent[-1])
                self.assertEqual((0, 0, 0), (self.clock.now, self.clock.ahead, self.clock.jobs))

    def test_a_limiter_and_a_shield_of_ones_own(self):
        backend = backend_4()
        run = backend.AsyncIOBackend
        self.run_patched(backend, lambda: run.run_sync_in_worker_thread(job, (0,), limiter=contextlib.AsyncExitStack()))
        self.assertEqual(([True], 0), (Scope.made, Limiter.taken))

    def test_what_a_job_raises(self):
        backend = backend_3()
        for error in (KeyError("x"), SystemExit(3)):
            with self.assertRaises(type(error)) as caught:
                self.run_patched(backend, lambda: backend.run_sync_in_worker_thread(job, 0, error))
            self.assertIs(error, caught.exception)
            self.assertEqual((0, 0), (self.clock.ahead, self.clock.jobs))

    def test_an_unknown_version_says_so(self):
        to_thread = types.ModuleType("anyio.to_thread")
        anyio = types.ModuleType("anyio")
        anyio.to_thread = to_thread
        with mock.patch.dict(sys.modules, {"anyio": anyio, "anyio.to_thread": to_thread}):
            with self.assertRaisesRegex(RuntimeError, "in a way that grade does not know: use `async def`"):
                self.run_patched(types.SimpleNamespace(), lambda: to_thread.run_sync(job, 0))

    def test_the_anyio_that_is_here(self):
        try:
            import anyio._backends._asyncio as backend
            import anyio.to_thread
        except ImportError:
            self.skipTest("anyio is not installed")
        inside = getattr(backend, "AsyncIOBackend", backend)
        with mock.patch.object(inside, "run_sync_in_worker_thread"):
            got = self.run_patched(backend, lambda: anyio.to_thread.run_sync(job, 0.002))
        self.assertEqual([[0.002, False, "kept"]], got)

    def test_executors_have_as_many_threads_as_they_say(self):
        from concurrent.futures import ThreadPoolExecutor

        pool = ThreadPoolExecutor(2)

        async def main():
            loop = asyncio.get_running_loop()
            return await asyncio.gather(*(self.workers.submit(loop, pool, lambda: job(0.002)) for _ in range(3)))

        self.assertTrue(self.workers.serves(pool) and self.workers.serves(None))
        self.assertFalse(self.workers.serves(object()))
        self.assertEqual([[0.002, False, "none"]] * 3, asyncio.run(main()))
        self.assertEqual([2000000, 4000000], sorted(self.workers.busy[id(pool)]))
        self.assertEqual(0, len(pool._threads))

    def test_a_job_within_a_job(self):
        saved = self.clock.begin_job(5)
        result, error, took = self.workers.do(7, lambda: (self.clock.sleep(1), self.clock.ahead)[1])
        self.assertEqual((1000000012, None, 1000000007), (result, error, took))
        self.assertEqual(5, self.clock.end_job(saved))
