class Fifo:
    """Who comes first is served first."""

    @staticmethod
    def pick(jobs):
        return 0


class Shortest:
    """The fewest pages first."""

    @staticmethod
    def pick(jobs):
        pages = [count for _, count in jobs]
        return pages.index(min(pages))


class Fair:
    """Not the same user twice, where there is another."""

    last = None

    def pick(self, jobs):
        found = 0
        for position, job in enumerate(jobs):
            if job[0] != self.last:
                found = position
                break
        self.last = jobs[found][0]
        return found


class JobQueue:
    """Jobs that wait, each a tuple of a user's name and a number of pages."""

    def __init__(self, jobs=(), order=None):
        self._waiting = {}
        self.order = order or Fifo()
        for job in jobs:
            self.add(job)

    def add(self, job):
        if job in self._waiting or job[1] <= 0:
            raise ValueError(job)
        self._waiting[job] = True

    def take(self):
        jobs = tuple(self._waiting)
        if len(jobs) == 0:
            raise IndexError("empty")
        job = jobs[self.order.pick(jobs)]
        del self._waiting[job]
        return job

    def __len__(self):
        return len(self._waiting)

    def __iter__(self):
        yield from list(self._waiting)
