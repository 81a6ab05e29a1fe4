import asyncio


async def retry(operation, attempts, base=1, cap=60, jitter=None):
    wait = base
    for _ in range(attempts - 1):
        try:
            return await operation()
        except OSError:
            wait = min(wait, cap)
            if jitter is not None:
                wait = jitter(wait)
        await asyncio.sleep(wait)
        wait *= 2
    return await operation()
