async def gather_safely(fetch, keys):
    """Return two dicts: what fetch(key) gave by key, and the exceptions by key."""
    found = {}
    failed = {}
    for key in keys:
        found[key] = await fetch(key)
    return found, failed
