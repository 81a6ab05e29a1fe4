async def entries(connect):
    context = connect()
    session = await context.__aenter__()
    page, cursor = await session.fetch(None)
    while True:
        for entry in page:
            yield entry
        if cursor is None:
            break
        page, cursor = await session.fetch(cursor)
    await context.__aexit__(None, None, None)


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
