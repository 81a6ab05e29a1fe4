import asyncio


class Cache:
    """Remembers what load gives, and asks once for each key."""

    def __init__(self, load):
        self._load = load
        self._calls = {}

    async def get(self, key):
        """Return what load gives for the key."""
        if key not in self._calls:
            self._calls[key] = asyncio.ensure_future(self._call(key))
        return await asyncio.shield(self._calls[key])

    def forget(self, key):
        """Drop what is known of the key."""
        self._calls.pop(key, None)

    async def _call(self, key):
        try:
            return await self._load(key)
        except BaseException:
            if self._calls.get(key) is asyncio.current_task():
                self.forget(key)
            raise
