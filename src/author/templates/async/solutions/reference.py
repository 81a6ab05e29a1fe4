import asyncio


async def @NAME@(fetch, names):
    """Return what fetch gives for each name, fetched at the same time."""
    return await asyncio.gather(*(fetch(name) for name in names))
