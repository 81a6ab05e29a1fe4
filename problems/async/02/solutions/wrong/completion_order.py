import asyncio


async def fetch_all(fetch, urls):
    pages = []
    for finished in asyncio.as_completed([fetch(url) for url in urls]):
        pages.append(await finished)
    return pages
