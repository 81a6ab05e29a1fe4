import asyncio
from contextlib import asynccontextmanager


class Pool:
    def __init__(self, connections):
        self._at_first = list(connections)
        self._queue = None

    @property
    def free(self):
        return len(self._at_first) if self._queue is None else self._queue.qsize()

    @asynccontextmanager
    async def lease(self):
        if self._queue is None:
            self._queue = asyncio.Queue()
            for connection in self._at_first:
                self._queue.put_nowait(connection)
        connection = await self._queue.get()
        yield connection
        self._queue.put_nowait(connection)
