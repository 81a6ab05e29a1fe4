import asyncio


async def fetch_all(fetch, urls):
    """Return the list of the pages at urls, fetched all at the same time."""
    urls = list(urls)
    pages = [None] * len(urls)

    async def fill(place):
        pages[place] = await fetch(urls[place])

    for finished in asyncio.as_completed([fill(place) for place in range(len(urls))]):
        await finished
    return pages
