import asyncio


async def gather_safely(fetch, keys):
    keys = list(dict.fromkeys(keys))
    ends = await asyncio.gather(*(fetch(key) for key in keys), return_exceptions=True)
    found, failed = {}, {}
    for key, end in zip(keys, ends):
        if isinstance(end, Exception):
            failed[key] = end
        else:
            found[key] = end
    return found, failed
