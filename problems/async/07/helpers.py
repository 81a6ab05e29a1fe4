"""What the cases give to the solution: an operation that fails for a while."""

import time


async def play(function, failures, attempts, base, cap, stretch):
    """When each attempt began, and what became of them all; a float stretch is jitter."""
    begun = time.monotonic()
    log = []

    async def operation():
        log.append(time.monotonic() - begun)
        if len(log) <= failures:
            raise ConnectionError("busy", len(log))
        return "paid"

    jitter = None if stretch is None else lambda wait: wait * stretch
    try:
        end = await function(operation, attempts, base=base, cap=cap, jitter=jitter)
    except ConnectionError as error:
        end = list(error.args)
    return end, log, time.monotonic() - begun
