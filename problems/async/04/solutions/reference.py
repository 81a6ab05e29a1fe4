import asyncio


async def or_default(work, seconds, default):
    """Return what the work gives, or the default if it takes too many seconds."""
    task = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait([task], timeout=seconds)
    finally:
        task.cancel()
        await asyncio.wait([task])
    return task.result() if done else default
