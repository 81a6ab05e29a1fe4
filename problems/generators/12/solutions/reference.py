from collections import deque


class Scheduler:
    """Runs generators in turn, each to its next yield."""

    def __init__(self):
        self.results = {}
        self.errors = {}
        self._queue = deque()
        self._names = set()

    def add(self, name, task):
        """Put the task at the end of the queue."""
        if name in self._names:
            raise ValueError(f"there was a task {name!r} before")
        self._names.add(name)
        self._queue.append((name, task))

    def run(self, turns=None):
        """Give each task a turn until none is left; return the number of turns."""
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
        else:
            self._queue.append((name, task))
