import asyncio


class _Answer:
    """What load gave, or will give."""

    def __init__(self):
        self.known = asyncio.Event()
        self.value = self.error = None


class Cache:
    """Remembers what load gives, and asks once for each key."""

    def __init__(self, load):
        self.load = load
        self.answers = {}
        self.tasks = set()

    async def get(self, key):
        """Return what load gives for the key."""
        answer = self.answers.get(key)
        if answer is None:
            answer = self.answers[key] = _Answer()
            task = asyncio.ensure_future(self._ask(key, answer))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
        await answer.known.wait()
        if answer.error is not None:
            raise answer.error
        return answer.value

    async def _ask(self, key, answer):
        try:
            answer.value = await self.load(key)
        except BaseException as error:
            answer.error = error
            if self.answers.get(key) is answer:
                del self.answers[key]
        answer.known.set()

    def forget(self, key):
        """Drop what is known of the key."""
        self.answers.pop(key, None)
