import asyncio


class Unavailable(Exception):
    def __init__(self, reasons):
        super().__init__(", ".join(reasons))
        self.reasons = reasons


async def all_or_none(parts):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = {key: group.create_task(part()) for key, part in parts.items()}
    except* OSError as problems:
        raise Unavailable(sorted(str(error) for error in problems.exceptions))
    return {key: task.result() for key, task in tasks.items()}
