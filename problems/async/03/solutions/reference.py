import asyncio


async def gather_safely(fetch, keys):
    """Return two dicts: what fetch(key) gave by key, and the exceptions by key."""

    async def attempt(key):
        try:
            return await fetch(key), None
        except Exception as error:
            return None, error

    keys = dict.fromkeys(keys)
    ends = await asyncio.gather(*(attempt(key) for key in keys))
    found = {key: value for key, (value, error) in zip(keys, ends) if error is None}
    failed = {key: error for key, (_, error) in zip(keys, ends) if error is not None}
    return found, failed
