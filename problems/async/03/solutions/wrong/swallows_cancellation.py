import asyncio


async def gather_safely(fetch, keys):
    tasks = {key: asyncio.ensure_future(fetch(key)) for key in dict.fromkeys(keys)}
    found, failed = {}, {}
    for key, task in tasks.items():
        try:
            found[key] = await task
        except BaseException as error:
            failed[key] = error
    return found, failed
