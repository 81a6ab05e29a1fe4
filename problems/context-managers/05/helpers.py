"""What the cases use: doors that note that they are closed, some of which are stuck."""


class Door:
    """Something to be closed; it may raise then, and one called 'locked' does not open."""

    def __init__(self, name, log, error=None):
        if name == "locked":
            raise PermissionError(name)
        self._name = name
        self._log = log
        self._error = error

    def close(self):
        self._log.append(f"close {self._name}")
        if self._error is not None:
            raise self._error
