class Cache:
    def __init__(self, load):
        self.load = load
        self.calls = {}

    async def get(self, key):
        if key not in self.calls:
            self.calls[key] = self.load(key)
        return await self.calls[key]

    def forget(self, key):
        self.calls.pop(key, None)
