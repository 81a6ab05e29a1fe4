class Fifo:
    """Who comes first is served first."""

    def pick(self, jobs):
        return 0


class Shortest:
    """The fewest pages first."""

    def pick(self, jobs):
        return min(range(len(jobs)), key=lambda position: jobs[position][1])


class Fair:
    """Not the same user twice, where there is another."""

    def __init__(self):
        self._last = None

    def pick(self, jobs):
        others = (position for position, (user, _) in enumerate(jobs) if user != self._last)
        position = next(others, 0)
        self._last = jobs[position][0]
        return position


class JobQueue(list):
    """Jobs that wait, each a tuple of a user's name and a number of pages."""

    def __init__(self, jobs=(), order=None):
        super().__init__()
        self.order = Fifo() if order is None else order
        for job in jobs:
            self.add(job)

    def add(self, job):
        if job[1] < 1 or job in self:
            raise ValueError(job)
        super().append(job)

    def take(self):
        if not self:
            raise IndexError("no job waits")
        return super().pop(self.order.pick(tuple(self)))
