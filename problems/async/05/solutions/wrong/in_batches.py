import asyncio


async def map_limited(function, items, limit):
    if limit < 1:
        raise ValueError("limit must be at least 1")
    items = list(items)
    results = []
    for start in range(0, len(items), limit):
        tasks = [asyncio.ensure_future(function(item)) for item in items[start : start + limit]]
        try:
            results += await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    return results
