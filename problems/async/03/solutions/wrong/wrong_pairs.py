import asyncio


async def gather_safely(fetch, keys):
    keys = list(dict.fromkeys(keys))
    ends = []

    async def note(key):
        try:
            ends.append((await fetch(key), None))
        except Exception as error:
            ends.append((None, error))

    await asyncio.gather(*map(note, keys))
    found = {key: value for key, (value, error) in zip(keys, ends) if error is None}
    failed = {key: error for key, (_, error) in zip(keys, ends) if error is not None}
    return found, failed
