class Commands:
    """Functions that can be run by name."""

    def register(self, *names):
        """Return a decorator that notes a function under these names, or under its own."""

        def decorate(func):
            return func

        return decorate

    def run(self, line):
        """Run the command that the first word names, with the other words as arguments."""
        return None

    def names(self):
        """Return all names, sorted."""
        return []
