class Closing:
    def __init__(self):
        self.errors = []
        self._resources = []

    def add(self, resource):
        self._resources.append(resource)
        return resource

    def keep(self):
        heir = Closing()
        heir._resources, self._resources = self._resources, []
        return heir

    def close(self):
        failures = self._close_all()
        self.errors += failures[1:]
        if failures:
            raise failures[0]

    def _close_all(self):
        failures = []
        for resource in reversed(self._resources):
            try:
                resource.close()
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
