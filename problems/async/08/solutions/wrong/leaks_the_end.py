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
    try:
        return [await source.__anext__() for _ in range(count)]
    finally:
        await source.aclose()
