async def @NAME@(fetch, names):
    return [await fetch(name) for name in names]
