async def entries(connect):
    """Yield the entries of all pages, one by one."""
    async with connect() as session:
        page, cursor = await session.fetch(None)
        while True:
            for entry in page:
                yield entry
            if cursor is None:
                break
            page, cursor = await session.fetch(cursor)


async def first(source, count):
    """Return a list of the first entries of source, and close it."""
    found = []
    try:
        while len(found) < count:
            found.append(await source.__anext__())
    except StopAsyncIteration:
        pass
    finally:
        await source.aclose()
    return found
