import asyncio


async def gather_safely(fetch, keys):
    """Return two dicts: what fetch(key) gave by key, and the exceptions by key."""
    tasks = {}
    for key in keys:
        if key not in tasks:
            tasks[key] = asyncio.ensure_future(fetch(key))
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    found, failed = {}, {}
    for key, task in tasks.items():
        if task.exception() is None:
            found[key] = task.result()
        else:
            failed[key] = task.exception()
    return found, failed
