import asyncio


async def map_limited(function, items, limit):
    items = list(items)
    results = [None] * len(items)
    places = iter(range(len(items)))

    async def work():
        for place in places:
            results[place] = await function(items[place])

    workers = [asyncio.ensure_future(work()) for _ in range(limit)]
    try:
        await asyncio.gather(*workers)
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    return results
