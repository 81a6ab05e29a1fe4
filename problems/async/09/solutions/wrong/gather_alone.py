import asyncio


class Unavailable(Exception):
    def __init__(self, reasons):
        super().__init__(", ".join(reasons))
        self.reasons = reasons


async def all_or_none(parts):
    try:
        values = await asyncio.gather(*(part() for part in parts.values()))
    except OSError as error:
        raise Unavailable([str(error)])
    except Exception as error:
        raise ExceptionGroup("bugs", [error])
    return dict(zip(parts, values))
