from contextlib import asynccontextmanager


class Pool:
    """Lends connections to tasks, one to one task at a time."""

    def __init__(self, connections):
        self.free = len(connections)

    @asynccontextmanager
    async def lease(self):
        """Wait for a free connection, and have it for a block."""
        yield None
