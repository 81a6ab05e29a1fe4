class Fifo:
    """Who comes first is served first."""


class Shortest:
    """The fewest pages first."""


class Fair:
    """Not the same user twice, where there is another."""


class JobQueue(list):
    """Jobs that wait, each a tuple of a user's name and a number of pages."""

    def add(self, job):
        """Put a job behind the others."""
        self.append(job)

    def take(self):
        """Remove the next job and return it."""
        return self.pop(0)
