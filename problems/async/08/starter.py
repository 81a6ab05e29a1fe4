async def entries(connect):
    """Yield the entries of all pages, one by one."""
    session = await connect().__aenter__()
    page, cursor = await session.fetch(None)
    for entry in page:
        yield entry


async def first(source, count):
    """Return a list of the first entries of source, and close it."""
    return []
