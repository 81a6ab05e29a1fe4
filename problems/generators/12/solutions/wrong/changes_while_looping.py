class Scheduler:
    def __init__(self):
        self.results = {}
        self.errors = {}
        self._queue = []
        self._names = set()

    def add(self, name, task):
        if name in self._names:
            raise ValueError(f"there was a task {name!r} before")
        self._names.add(name)
        self._queue.append((name, task))

    def run(self, turns=None):
        taken = 0
        while self._queue and taken != turns:
            for entry in self._queue:
                if taken == turns:
                    break
                taken += 1
                self._turn(entry)
        return taken

    def _turn(self, entry):
        name, task = entry
        try:
            next(task)
        except StopIteration as end:
            self._queue.remove(entry)
            self.results[name] = end.value
        except Exception as error:
            self._queue.remove(entry)
            self.errors[name] = error
