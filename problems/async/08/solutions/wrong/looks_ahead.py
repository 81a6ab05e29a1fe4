async def entries(connect):
    async with connect() as session:
        page, cursor = await session.fetch(None)
        while cursor is not None:
            following, cursor = await session.fetch(cursor)
            for entry in page:
                yield entry
            page = following
        for entry in page:
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
