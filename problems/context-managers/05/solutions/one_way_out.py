class Closing:
    """Both ways out go the same way, with the exception that comes first."""

    def __init__(self, resources=()):
        self._resources = list(resources)
        self.errors = []

    def __enter__(self):
        return self

    def add(self, resource):
        """Note a resource to be closed, and return it."""
        self._resources += [resource]
        return resource

    def keep(self):
        """Return a new Closing that has taken over all resources."""
        heir = Closing(self._resources)
        self._resources.clear()
        return heir

    def close(self):
        """Close all resources; raise the first exception that comes of it."""
        self._finish(None)

    def __exit__(self, exc_type, exc, traceback):
        self._finish(exc)

    def _finish(self, first):
        own = first is None
        while self._resources:
            resource = self._resources.pop(-1)
            try:
                resource.close()
            except BaseException as error:
                if first is None:
                    first = error
                else:
                    self.errors.append(error)
        if own and first is not None:
            raise first
