from collections import deque


class Scheduler:
    def __init__(self):
        self.results = {}
        self.errors = {}
        self._queue = deque()
        self._names = set()

    def add(self, name, task):
        if name in self._names:
            raise ValueError(f"there was a task {name!r} before")
        self._names.add(name)
        self._queue.append((name, task))

    def run(self, turns=None):
        taken = 0
        while self._queue and taken != turns:
            taken += 1
            self._turn(*self._queue.popleft())
        return taken

    def _turn(self, name, task):
        try:
            next(task)
        except StopIteration as end:
            self.results[name] = end.value
        except Exception as error:
            self.errors[name] = error
            raise
        else:
            self._queue.append((name, task))
