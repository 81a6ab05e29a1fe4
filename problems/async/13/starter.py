class Loop:
    """Runs generators as tasks that take turns."""

    def spawn(self, generator):
        """Make a task of the generator, and return it."""

    def run(self):
        """Return when all tasks are done."""
