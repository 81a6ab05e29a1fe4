"""What the cases give to the solution: work that keeps a log, and cleans up."""

import asyncio


class Work:
    """Works for some seconds; when cancelled it takes more of them to clean up."""

    def __init__(self, seconds, cleaning=0):
        self.seconds = seconds
        self.cleaning = cleaning
        self.log = []

    async def run(self):
        self.log.append("begun")
        try:
            await asyncio.sleep(self.seconds)
            self.log.append("done")
            return "result"
        finally:
            await asyncio.sleep(self.cleaning)
            self.log.append("clean")


async def play(function, seconds, limit):
    """Bound work of some seconds; say what came, when, and what the work did."""
    work = Work(seconds)
    clock = asyncio.get_running_loop().time
    begun = clock()
    value = await function(work.run(), limit, "default")
    return value, clock() - begun, work.log
