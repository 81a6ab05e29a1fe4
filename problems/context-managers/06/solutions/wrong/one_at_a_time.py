import asyncio
from contextlib import asynccontextmanager


class Pool:
    def __init__(self, connections):
        self._free = list(connections)
        self._lock = None

    @property
    def free(self):
        return len(self._free)

    @asynccontextmanager
    async def lease(self):
        if self._lock is None:
            self._lock = asyncio.Lock()
        async with self._lock:
            connection = self._free.pop(0)
            try:
                yield connection
            finally:
                self._free.append(connection)
