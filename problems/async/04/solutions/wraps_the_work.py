import asyncio


async def or_default(work, seconds, default):
    """Return what the work gives, or the default if it takes too many seconds."""
    raised = []

    async def keep_its_exception():
        try:
            return await work
        except Exception as error:
            raised.append(error)

    try:
        value = await asyncio.wait_for(keep_its_exception(), seconds)
    except asyncio.TimeoutError:
        return default
    if raised:
        raise raised[0]
    return value
