"""What the cases use: a day on which tasks come, lease a connection, and go."""

import asyncio


class Day:
    """Runs tasks that come at some time and hold a connection for a while."""

    def __init__(self, pool):
        self._pool = pool
        self._log = []
        self._in_use = set()
        self.peak = 0

    def _note(self, text):
        now = asyncio.get_running_loop().time() - self._start
        self._log.append(f"{now:g} {text}")

    async def _task(self, name, comes, stays):
        await asyncio.sleep(comes)
        try:
            async with self._pool.lease() as connection:
                self._note(f"{name} has {connection}")
                if connection in self._in_use:
                    self._note(f"{connection} is lent twice")
                self._in_use.add(connection)
                self.peak = max(self.peak, len(self._in_use))
                try:
                    await asyncio.sleep(stays)
                finally:
                    self._in_use.discard(connection)
        except asyncio.CancelledError:
            self._note(f"{name} cancelled")
            raise

    async def run(self, *visits, cancel=None):
        """Let (name, comes, stays) happen; cancel=(name, when). Return what was noted."""
        self._start = asyncio.get_running_loop().time()
        tasks = {name: asyncio.ensure_future(self._task(name, comes, stays)) for name, comes, stays in visits}
        if cancel is not None:
            await asyncio.sleep(cancel[1])
            tasks[cancel[0]].cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
        return self._log
