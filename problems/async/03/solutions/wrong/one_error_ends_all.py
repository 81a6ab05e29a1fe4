import asyncio


async def gather_safely(fetch, keys):
    keys = list(dict.fromkeys(keys))
    values = await asyncio.gather(*(fetch(key) for key in keys))
    return dict(zip(keys, values)), {}
