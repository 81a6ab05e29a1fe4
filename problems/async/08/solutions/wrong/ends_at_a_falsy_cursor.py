async def entries(connect):
    async with connect() as session:
        page, cursor = await session.fetch(None)
        while True:
            for entry in page:
                yield entry
            if not cursor:
                break
            page, cursor = await session.fetch(cursor)


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
