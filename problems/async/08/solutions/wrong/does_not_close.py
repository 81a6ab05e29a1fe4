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
    if count > 0:
        async for entry in source:
            found.append(entry)
            if len(found) == count:
                break
    return found
