class Scheduler:
    """Runs generators in turn, each to its next yield."""

    def __init__(self):
        self.results = {}
        self.errors = {}

    def add(self, name, task):
        """Put the task at the end of the queue."""

    def run(self, turns=None):
        """Give each task a turn until none is left; return the number of turns."""
        return 0
