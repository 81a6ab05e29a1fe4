class Closing:
    """Closes at the end of a block what was added in it, the last first."""

    def __init__(self):
        self.errors = []

    def add(self, resource):
        """Note a resource to be closed, and return it."""

    def keep(self):
        """Return a new Closing that has taken over all resources."""

    def close(self):
        """Close all resources; raise the first exception that comes of it."""
