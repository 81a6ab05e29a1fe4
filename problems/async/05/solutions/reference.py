import asyncio


async def map_limited(function, items, limit):
    """Return what function gives for each item, with at most limit calls under way."""
    if limit < 1:
        raise ValueError("limit must be at least 1")
    left = enumerate(items)
    results = {}

    async def work():
        for place, item in left:
            results[place] = await function(item)

    workers = [asyncio.ensure_future(work()) for _ in range(limit)]
    try:
        await asyncio.gather(*workers)
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    return [results[place] for place in sorted(results)]
