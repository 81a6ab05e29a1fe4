from collections import deque


class Scheduler:
    def __init__(self):
        self.results = {}
        self.errors = {}
        self._queue = deque()
        self._names = set()
        self._running = False

    def add(self, name, task):
        if name in self._names:
            raise ValueError(f"there was a task {name!r} before")
        self._names.add(name)
        if self._running:
            self._queue.appendleft((name, task))
        else:
            self._queue.append((name, task))

    def run(self, turns=None):
        taken = 0
        while self._queue and taken != turns:
            taken += 1
            self._running = True
            self._turn(*self._queue.popleft())
            self._running = False
        return taken

    def _turn(self, name, task):
        try:
            next(task)
        except StopIteration as end:
            self.results[name] = end.value
        except Exception as error:
            self.errors[name] = error
        else:
            self._queue.append((name, task))
