import asyncio


async def or_default(work, seconds, default):
    try:
        return await asyncio.wait_for(work, seconds)
    except asyncio.TimeoutError:
        return default
