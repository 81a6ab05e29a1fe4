import asyncio


async def fetch_all(fetch, urls):
    return await asyncio.gather(*(fetch(url) for url in urls), return_exceptions=True)
