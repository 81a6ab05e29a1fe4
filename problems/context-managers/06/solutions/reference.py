import asyncio
from contextlib import asynccontextmanager


class Pool:
    """Lends connections to tasks, one to one task at a time."""

    def __init__(self, connections):
        self._at_first = list(connections)
        self._queue = None

    @property
    def free(self):
        """The number of connections that nobody has."""
        return len(self._at_first) if self._queue is None else self._queue.qsize()

    @asynccontextmanager
    async def lease(self):
        """Wait for a free connection, and have it for a block."""
        if self._queue is None:
            self._queue = asyncio.Queue()
            for connection in self._at_first:
                self._queue.put_nowait(connection)
        connection = await self._queue.get()
        try:
            yield connection
        finally:
            self._queue.put_nowait(connection)
