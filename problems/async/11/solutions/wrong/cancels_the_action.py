import asyncio


class Debouncer:
    def __init__(self, action, quiet):
        self.action = action
        self.quiet = quiet
        self.task = None
        self.value = None
        self.waiting = False
        self.closed = False

    def trigger(self, value):
        if self.closed:
            raise RuntimeError("closed")
        if self.task is not None:
            self.task.cancel()
        self.value = value
        self.waiting = True
        self.task = asyncio.ensure_future(self.wait())

    async def wait(self):
        await asyncio.sleep(self.quiet)
        self.waiting = False
        await self.action(self.value)

    async def close(self):
        self.closed = True
        if self.waiting:
            self.waiting = False
            self.task.cancel()
            self.task = None
            await self.action(self.value)
        elif self.task is not None:
            await self.task
