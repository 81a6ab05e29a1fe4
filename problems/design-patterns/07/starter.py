class Repository:
    """Gives out the objects of a unit of work."""

    def get(self, id):
        """The object of a row; KeyError if there is none."""

    def add(self, **values):
        """A new object, with an id of its own."""

    def remove(self, item):
        """Remove an object."""

    def find(self, **values):
        """All objects with these values, by rising id."""


class UnitOfWork:
    """Collects changes, and writes all of them, or none."""

    def __init__(self, rows):
        self._rows = rows

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, traceback):
        pass

    def commit(self):
        """Write all changes."""

    def rollback(self):
        """Forget all changes since the last commit."""
