import asyncio


async def retry(operation, attempts, base=1, cap=60, jitter=None):
    """Await operation() until it succeeds, at most so many times, with growing waits."""
    left, wait = attempts, base
    while True:
        left -= 1
        try:
            return await operation()
        except OSError:
            if not left:
                raise
        pause = min(wait, cap)
        if jitter:
            pause = jitter(pause)
        await asyncio.sleep(pause)
        wait *= 2
