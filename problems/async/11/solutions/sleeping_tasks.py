import asyncio


class Debouncer:
    """Calls an action with the latest value, after so many seconds of quiet."""

    def __init__(self, action, quiet):
        self.action = action
        self.quiet = quiet
        self.waiting = None
        self.running = []
        self.open = True

    def trigger(self, value):
        """Begin the action with this value once there has been quiet."""
        if not self.open:
            raise RuntimeError("closed")
        self._stop_waiting()
        self.waiting = value, asyncio.ensure_future(self._wait(value))

    async def close(self):
        """Begin what is still waiting; return when all actions are done."""
        self.open = False
        if self.waiting is not None:
            value, _ = self.waiting
            self._stop_waiting()
            self._begin(value)
        for task in self.running:
            await task

    def _stop_waiting(self):
        if self.waiting is not None:
            self.waiting[1].cancel()
            self.waiting = None

    def _begin(self, value):
        self.running = [task for task in self.running if not task.done()]
        self.running.append(asyncio.ensure_future(self.action(value)))

    async def _wait(self, value):
        await asyncio.sleep(self.quiet)
        self.waiting = None
        self._begin(value)
