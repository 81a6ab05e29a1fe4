import asyncio


class Cache:
    """Remembers what load gives, and asks once for each key."""

    def __init__(self, load):
        self.load = load
        self.values = {}
        self.under_way = {}

    async def get(self, key):
        """Return what load gives for the key."""
        if key in self.values:
            return self.values[key]
        task = self.under_way.get(key)
        if task is None:
            task = asyncio.ensure_future(self.load(key))
            self.under_way[key] = task
            task.add_done_callback(lambda done: self._keep(key, done))
        return await asyncio.shield(task)

    def _keep(self, key, task):
        if self.under_way.get(key) is not task:
            return
        del self.under_way[key]
        if not task.cancelled() and task.exception() is None:
            self.values[key] = task.result()

    def forget(self, key):
        """Drop what is known of the key."""
        self.values.pop(key, None)
        self.under_way.pop(key, None)
