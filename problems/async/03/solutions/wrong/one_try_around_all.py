import asyncio


async def gather_safely(fetch, keys):
    keys = list(dict.fromkeys(keys))
    try:
        values = await asyncio.gather(*(fetch(key) for key in keys))
    except Exception as error:
        return {}, {key: error for key in keys}
    return dict(zip(keys, values)), {}
