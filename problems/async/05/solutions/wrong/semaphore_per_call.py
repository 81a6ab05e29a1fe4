import asyncio


async def map_limited(function, items, limit):
    if limit < 1:
        raise ValueError("limit must be at least 1")

    async def call(item):
        free = asyncio.Semaphore(limit)
        async with free:
            return await function(item)

    tasks = [asyncio.ensure_future(call(item)) for item in items]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
