import asyncio


async def or_default(work, seconds, default):
    task = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait([task], timeout=seconds)
    except asyncio.CancelledError:
        done = set()
    if done:
        return task.result()
    task.cancel()
    await asyncio.wait([task])
    return default
