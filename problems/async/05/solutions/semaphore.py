import asyncio


async def map_limited(function, items, limit):
    """Return what function gives for each item, with at most limit calls under way."""
    if limit <= 0:
        raise ValueError(f"at least one has to be under way, not {limit}")
    free = asyncio.Semaphore(limit)
    failures = []

    async def call(item):
        async with free:
            if failures:
                return None
            try:
                return await function(item)
            except Exception as error:
                failures.append(error)
                raise

    tasks = [asyncio.create_task(call(item)) for item in items]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
