import asyncio


class Debouncer:
    """Calls an action with the latest value, after so many seconds of quiet."""

    def __init__(self, action, quiet):
        self._action = action
        self._quiet = quiet
        self._timer = None
        self._value = None
        self._running = set()
        self._closed = False

    def trigger(self, value):
        """Begin the action with this value once there has been quiet."""
        if self._closed:
            raise RuntimeError("the debouncer is closed")
        if self._timer is not None:
            self._timer.cancel()
        self._value = value
        self._timer = asyncio.get_running_loop().call_later(self._quiet, self._begin)

    async def close(self):
        """Begin what is still waiting; return when all actions are done."""
        if self._timer is not None:
            self._timer.cancel()
            self._begin()
        await asyncio.gather(*self._running)
        self._closed = True

    def _begin(self):
        self._timer = None
        self._running.add(asyncio.ensure_future(self._run(self._value)))

    async def _run(self, value):
        await self._action(value)
        self._running.discard(asyncio.current_task())
