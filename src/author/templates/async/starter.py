async def @NAME@(fetch, names):
    """Return what fetch gives for each name, fetched at the same time."""
    return []
