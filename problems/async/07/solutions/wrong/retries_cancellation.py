import asyncio


async def retry(operation, attempts, base=1, cap=60, jitter=None):
    for failures in range(attempts - 1):
        try:
            return await operation()
        except (OSError, asyncio.CancelledError):
            wait = min(cap, base * 2**failures)
        await asyncio.sleep(wait if jitter is None else jitter(wait))
    return await operation()
