async def entries(connect):
    async with connect() as session:
        page, cursor = await session.fetch(None)
        while True:
            for entry in page:
                yield entry
            if cursor is None:
                break
            page, cursor = await session.fetch(cursor)


async def first(source, count):
    found = []
    try:
        async for entry in source:
            if len(found) >= count:
                break
            found.append(entry)
    finally:
        await source.aclose()
    return found
