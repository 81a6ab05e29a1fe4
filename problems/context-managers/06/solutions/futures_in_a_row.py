import asyncio
from collections import deque
from contextlib import asynccontextmanager


class Pool:
    """Lends connections to tasks, one to one task at a time."""

    def __init__(self, connections):
        self._free = deque(connections)
        self._waiting = deque()

    @property
    def free(self):
        """The number of connections that nobody has."""
        return len(self._free)

    @asynccontextmanager
    async def lease(self):
        """Wait for a free connection, and have it for a block."""
        connection = self._free.popleft() if self._free else await self._wait()
        try:
            yield connection
        finally:
            self._give(connection)

    async def _wait(self):
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give(turn.result())
            raise

    def _give(self, connection):
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(connection)
                return
        self._free.append(connection)
