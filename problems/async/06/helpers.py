"""What the cases give to the solution: a source with pauses, and a handler that keeps a log."""

import asyncio
import time


def brief(failed):
    """Of each failure the item, the name of the exception and its arguments."""
    return [(item, type(error).__name__, *error.args) for item, error in failed]


class Handler:
    """Handles an item for nine seconds; when cancelled it takes two more to clean up."""

    def __init__(self):
        self.log = []

    async def handle(self, item):
        self.log.append(f"begin {item}")
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(2)
            self.log.append(f"clean {item}")


async def play(function, messages, workers, room):
    """Messages are (pause before, seconds to handle, whether it works); say when each began and ended."""
    begun = time.monotonic()
    log = []

    async def source():
        for number, (pause, seconds, works) in enumerate(messages):
            await asyncio.sleep(pause)
            yield number, seconds, works

    async def handle(message):
        number, seconds, works = message
        log.append((time.monotonic() - begun, "begin", number))
        await asyncio.sleep(seconds + number / 16)
        log.append((time.monotonic() - begun, "end", number))
        if not works:
            raise ValueError(number)

    failed = await function(source(), handle, workers, room)
    return log, [(message[0], type(error).__name__) for message, error in failed], time.monotonic() - begun
