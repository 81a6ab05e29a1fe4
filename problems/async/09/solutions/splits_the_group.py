import asyncio


class Unavailable(Exception):
    """Some parts could not be had; reasons says why."""

    reasons = ()


async def all_or_none(parts):
    """Run all parts at the same time; return what they give, by their keys."""
    found = dict.fromkeys(parts)

    async def fill(key):
        found[key] = await parts[key]()

    try:
        async with asyncio.TaskGroup() as group:
            for key in parts:
                group.create_task(fill(key))
    except ExceptionGroup as errors:
        expected, bugs = errors.split(OSError)
        if bugs is not None:
            raise bugs from None
        reasons = sorted(map(str, expected.exceptions))
        problem = Unavailable(", ".join(reasons))
        problem.reasons = reasons
        raise problem from errors
    return found
