import asyncio


class Unavailable(Exception):
    def __init__(self, reasons):
        super().__init__(", ".join(reasons))
        self.reasons = reasons


async def all_or_none(parts):
    reasons = []

    async def attempt(part):
        try:
            return await part()
        except OSError as error:
            reasons.append(str(error))

    async with asyncio.TaskGroup() as group:
        tasks = {key: group.create_task(attempt(part)) for key, part in parts.items()}
    if reasons:
        raise Unavailable(sorted(reasons))
    return {key: task.result() for key, task in tasks.items()}
