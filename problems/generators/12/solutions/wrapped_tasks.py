from itertools import islice


class Scheduler:
    """The rounds themselves are a generator, of which `run` takes as many turns as it may."""

    def __init__(self):
        self.results, self.errors, self._tasks, self._known = {}, {}, [], {}

    def add(self, name, task):
        """Put the task at the end of the queue."""
        if self._known.setdefault(name, task) is not task:
            raise ValueError(name)
        self._tasks.append(self._wrapped(name, task))

    def _wrapped(self, name, task):
        try:
            self.results[name] = yield from task
        except Exception as error:
            self.errors[name] = error

    def _rounds(self):
        while self._tasks:
            task = self._tasks.pop(0)
            for _ in task:
                self._tasks.append(task)
                break
            yield

    def run(self, turns=None):
        """Give each task a turn until none is left; return the number of turns."""
        return sum(1 for _ in islice(self._rounds(), turns))
