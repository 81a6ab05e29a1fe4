async def entries(connect):
    found = []
    async with connect() as session:
        page, cursor = await session.fetch(None)
        found += page
        while cursor is not None:
            page, cursor = await session.fetch(cursor)
            found += page
    for entry in found:
        yield entry


async def first(source, count):
    found = []
    try:
        while len(found) < count:
            found.append(await source.__anext__())
    except StopAsyncIteration:
        pass
    finally:
        await source.aclose()
    return found
