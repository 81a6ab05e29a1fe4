"""What the cases give to the solution: a pool on the virtual clock, and slow work for it.

The pool needs no threads. It runs a job when a place is free and hands out its result when
the seconds have passed that the job would have taken.
"""

import asyncio
import time
from collections import deque

_seconds_of_job = None


class Pool:
    """So many jobs at a time; the others wait for their turn."""

    def __init__(self, size):
        self.size = size
        self.busy = 0
        self.peak = 0
        self.waiting = deque()

    async def run(self, function, *args):
        global _seconds_of_job
        while self.busy >= self.size:
            turn = asyncio.get_running_loop().create_future()
            self.waiting.append(turn)
            await turn
        self.busy += 1
        self.peak = max(self.peak, self.busy)
        _seconds_of_job, error, value = 0, None, None
        try:
            value = function(*args)
        except Exception as problem:
            error = problem
        seconds, _seconds_of_job = _seconds_of_job, None
        await asyncio.shield(asyncio.ensure_future(self._work(seconds)))
        if error is not None:
            raise error
        return value

    async def _work(self, seconds):
        await asyncio.sleep(seconds)
        asyncio.ensure_future(self._next())

    async def _next(self):
        for _ in range(9):  # a thread takes a moment to see to the next job
            await asyncio.sleep(0)
        self.busy -= 1
        while self.waiting:
            turn = self.waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                break


class Studio:
    """Pictures take as many seconds as is said; those that are `broken` fail."""

    def __init__(self, seconds, broken=()):
        self.seconds = seconds
        self.broken = broken
        self.resized = []
        self.where = set()
        self.reports = []

    def resize(self, picture):
        global _seconds_of_job
        self.resized.append(picture)
        if _seconds_of_job is None:
            self.where.add("resized in the event loop")
            time.sleep(self.seconds[picture])
        else:
            self.where.add("resized in the pool")
            _seconds_of_job += self.seconds[picture]
        if picture in self.broken:
            raise ValueError("no picture", picture)
        return f"small {picture}"

    def report(self, done, total):
        self.where.add("reported in the event loop" if _seconds_of_job is None else "reported in the pool")
        self.reports.append((time.monotonic(), done, total))


async def play(function, seconds, size):
    """Pictures and their seconds, a pool of some size: what came, when, and what was told."""
    begun = time.monotonic()
    studio = Studio(dict(enumerate(seconds)))
    small = await function(list(range(len(seconds))), studio.resize, Pool(size), studio.report)
    return small, time.monotonic() - begun, [(at - begun, *rest) for at, *rest in studio.reports]
