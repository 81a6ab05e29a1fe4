import asyncio


async def fetch_all(fetch, urls):
    """Return the list of the pages at urls, fetched all at the same time.

    After a failure the fetches that are still under way are cancelled.
    """
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    if not tasks:
        return []
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    for task in done:
        task.result()
    return [task.result() for task in tasks]
