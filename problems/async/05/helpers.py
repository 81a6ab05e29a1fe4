"""What the cases give to the solution: a service that notes when it was called."""

import asyncio
import time


class Service:
    """A call takes as many seconds as its item says; the log has each beginning and end."""

    def __init__(self, broken=()):
        self.broken = broken
        self.log = []
        self.under_way = 0
        self.peak = 0
        self.begun = time.monotonic()

    def note(self, *words):
        self.log.append((time.monotonic() - self.begun, *words))

    async def call(self, item):
        self.note("begin", item)
        self.under_way += 1
        self.peak = max(self.peak, self.under_way)
        try:
            await asyncio.sleep(item)
            if item in self.broken:
                raise ConnectionError("refused", item)
            return f"copied {item}"
        except asyncio.CancelledError:
            await asyncio.sleep(0.5)
            self.note("cancelled", item)
            raise
        finally:
            self.under_way -= 1


async def play(function, seconds, limit):
    """Results, when each call began, how many were under way, and how long it all took."""
    service = Service()
    results = await function(service.call, iter(seconds), limit)
    service.note("end")
    return results, service.log, service.peak
