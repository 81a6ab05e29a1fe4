import asyncio


class Debouncer:
    """Calls an action with the latest value, after so many seconds of quiet."""

    def __init__(self, action, quiet):
        self.action = action
        self.quiet = quiet

    def trigger(self, value):
        """Begin the action with this value once there has been quiet."""
        asyncio.ensure_future(self.action(value))

    async def close(self):
        """Begin what is still waiting; return when all actions are done."""
