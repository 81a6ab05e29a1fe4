import asyncio
from contextlib import asynccontextmanager


class Pool:
    def __init__(self, connections):
        self._free = list(connections)

    @property
    def free(self):
        return len(self._free)

    @asynccontextmanager
    async def lease(self):
        while not self._free:
            await asyncio.sleep(0.625)
        connection = self._free.pop(0)
        try:
            yield connection
        finally:
            self._free.append(connection)
