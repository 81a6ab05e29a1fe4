import asyncio


class Cache:
    def __init__(self, load):
        self._load = load
        self._calls = {}

    async def get(self, key):
        if key not in self._calls:
            self._calls[key] = asyncio.ensure_future(self._call(key))
        return await asyncio.shield(self._calls[key])

    def forget(self, key):
        self._calls.pop(key, None)

    async def _call(self, key):
        return await self._load(key)
