async def or_default(work, seconds, default):
    """Return what the work gives, or the default if it takes too many seconds."""
    return await work
