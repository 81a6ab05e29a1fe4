import asyncio


async def gather_safely(fetch, keys):
    async def attempt(key):
        try:
            return await fetch(key), None
        except Exception as error:
            return None, error

    ends = await asyncio.gather(*(attempt(key) for key in keys))
    found, failed = {}, {}
    for key, (value, error) in zip(keys, ends):
        if error is None:
            found[key] = value
        else:
            failed[key] = error
    return found, failed
