import asyncio


async def fetch_all(fetch, urls):
    """Return the list of the pages at urls, fetched all at the same time."""
    return await asyncio.gather(*(fetch(url) for url in urls))
