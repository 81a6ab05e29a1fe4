import asyncio


async def or_default(work, seconds, default):
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait([task], timeout=seconds)
    return task.result() if done else default
