class Closing:
    """Closes at the end of a block what was added in it, the last first."""

    def __init__(self):
        self.errors = []
        self._resources = []

    def add(self, resource):
        """Note a resource to be closed, and return it."""
        self._resources.append(resource)
        return resource

    def keep(self):
        """Return a new Closing that has taken over all resources."""
        heir = Closing()
        heir._resources, self._resources = self._resources, []
        return heir

    def close(self):
        """Close all resources; raise the first exception that comes of it."""
        failures = self._close_all()
        self.errors += failures[1:]
        if failures:
            raise failures[0]

    def _close_all(self):
        failures = []
        while self._resources:
            try:
                self._resources.pop().close()
            except BaseException as error:
                failures.append(error)
        return failures

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, traceback):
        if exc is None:
            self.close()
        else:
            self.errors += self._close_all()
