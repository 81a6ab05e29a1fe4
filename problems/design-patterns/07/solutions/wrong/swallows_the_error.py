from types import SimpleNamespace


class Repository:
    """Gives out the objects of a unit of work, each of them once."""

    def __init__(self, rows):
        self._rows = rows
        self._items = {}  # by id; None is removed
        self._before = {}  # the rows of those that were read

    def get(self, id):
        """The object of a row; KeyError if there is none."""
        if id not in self._items:
            self._before[id] = dict(self._rows[id])
            self._items[id] = SimpleNamespace(id=id, **self._before[id])
        if self._items[id] is None:
            raise KeyError(id)
        return self._items[id]

    def add(self, **values):
        """A new object, with an id of its own."""
        id = max([0, *self._rows, *self._items]) + 1
        self._items[id] = SimpleNamespace(id=id, **values)
        return self._items[id]

    def remove(self, item):
        """Remove an object."""
        self._items[item.id] = None

    def find(self, **values):
        """All objects with these values, by rising id."""
        ids = sorted(self._rows.keys() | self._items.keys())
        items = [self.get(id) for id in ids if self._items.get(id, id) is not None]
        return [item for item in items if values.items() <= vars(item).items()]

    def write(self):
        """Write what is not as it was read."""
        for id, item in self._items.items():
            if item is None:
                self._rows.pop(id, None)
                continue
            row = {name: value for name, value in vars(item).items() if name != "id"}
            if row != self._before.get(id):
                self._rows[id] = row
                self._before[id] = dict(row)


class UnitOfWork:
    """Collects changes, and writes all of them, or none."""

    def __init__(self, rows):
        self._rows = rows

    def __enter__(self):
        self.rollback()
        return self

    def __exit__(self, exc_type, exc, traceback):
        return True

    def commit(self):
        """Write all changes."""
        self.repository.write()

    def rollback(self):
        """Forget all changes since the last commit."""
        self.repository = Repository(self._rows)
