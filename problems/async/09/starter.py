import asyncio


class Unavailable(Exception):
    """Some parts could not be had; reasons says why."""


async def all_or_none(parts):
    """Run all parts at the same time; return what they give, by their keys."""
    values = await asyncio.gather(*(part() for part in parts.values()))
    return dict(zip(parts, values))
