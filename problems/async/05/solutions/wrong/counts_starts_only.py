import asyncio


async def map_limited(function, items, limit):
    if limit < 1:
        raise ValueError("limit must be at least 1")
    free = asyncio.Semaphore(limit)
    tasks = []
    try:
        for item in items:
            async with free:
                tasks.append(asyncio.ensure_future(function(item)))
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
