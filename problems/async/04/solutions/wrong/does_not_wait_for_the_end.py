import asyncio


async def or_default(work, seconds, default):
    task = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait([task], timeout=seconds)
    finally:
        task.cancel()
    return task.result() if done else default
