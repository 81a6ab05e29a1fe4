from contextlib import asynccontextmanager


@asynccontextmanager
async def closing(source):
    try:
        yield source
    finally:
        await source.aclose()


async def pages(session):
    cursor = None
    more = True
    while more:
        page, cursor = await session.fetch(cursor)
        yield page
        more = cursor is not None


async def entries(connect):
    """Yield the entries of all pages, one by one."""
    async with connect() as session, closing(pages(session)) as source:
        async for page in source:
            for entry in page:
                yield entry


async def first(source, count):
    """Return a list of the first entries of source, and close it."""
    async with closing(source):
        found = []
        if count > 0:
            async for entry in source:
                found.append(entry)
                if len(found) == count:
                    break
        return found
