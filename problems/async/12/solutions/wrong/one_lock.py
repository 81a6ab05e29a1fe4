import asyncio


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = None

    async def get(self, key):
        if self.lock is None:
            self.lock = asyncio.Lock()
        async with self.lock:
            if key not in self.values:
                self.values[key] = await self.load(key)
            return self.values[key]

    def forget(self, key):
        self.values.pop(key, None)
