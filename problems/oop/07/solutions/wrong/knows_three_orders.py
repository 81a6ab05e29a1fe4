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


class JobQueue:
    """Jobs that wait, each a tuple of a user's name and a number of pages."""

    def __init__(self, jobs=(), order=None):
        self.order = Fifo() if order is None else order
        self._jobs = []
        for job in jobs:
            self.add(job)

    def __len__(self):
        return len(self._jobs)

    def __iter__(self):
        return iter(tuple(self._jobs))

    def add(self, job):
        """Put a job behind the others."""
        _, pages = job
        if pages < 1:
            raise ValueError(f"a job has a page at least, not {pages}")
        if job in self._jobs:
            raise ValueError(f"{job} waits already")
        self._jobs.append(job)

    def take(self):
        """Remove the next job and return it."""
        if not self._jobs:
            raise IndexError("no job waits")
        jobs = tuple(self._jobs)
        if isinstance(self.order, Shortest):
            position = Shortest.pick(self.order, jobs)
        elif isinstance(self.order, Fair):
            position = Fair.pick(self.order, jobs)
        else:
            position = 0
        return self._jobs.pop(position)
