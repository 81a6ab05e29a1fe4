import asyncio


async def map_limited(function, items, limit):
    if limit < 1:
        raise ValueError("limit must be at least 1")
    free = asyncio.Semaphore(limit)

    async def call(item):
        async with free:
            return await function(item)

    return await asyncio.gather(*(call(item) for item in items))
