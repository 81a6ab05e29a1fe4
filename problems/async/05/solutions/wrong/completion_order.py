import asyncio


async def map_limited(function, items, limit):
    if limit < 1:
        raise ValueError("limit must be at least 1")
    results = []
    left = iter(list(items))

    async def work():
        for item in left:
            results.append(await function(item))

    workers = [asyncio.ensure_future(work()) for _ in range(limit)]
    try:
        await asyncio.gather(*workers)
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    return results
