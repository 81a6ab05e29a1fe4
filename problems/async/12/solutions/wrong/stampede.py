class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}

    async def get(self, key):
        if key not in self.values:
            self.values[key] = await self.load(key)
        return self.values[key]

    def forget(self, key):
        self.values.pop(key, None)
