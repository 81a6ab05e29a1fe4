import asyncio


class Unavailable(Exception):
    """Some parts could not be had; reasons says why."""

    def __init__(self, reasons):
        super().__init__(", ".join(reasons))
        self.reasons = reasons


async def all_or_none(parts):
    """Run all parts at the same time; return what they give, by their keys."""
    reasons = []
    try:
        async with asyncio.TaskGroup() as group:
            tasks = {key: group.create_task(part()) for key, part in parts.items()}
    except* OSError as problems:
        reasons += sorted(str(error) for error in problems.exceptions)
    if reasons:
        raise Unavailable(reasons)
    return {key: task.result() for key, task in tasks.items()}
