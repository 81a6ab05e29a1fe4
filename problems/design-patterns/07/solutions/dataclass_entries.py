import dataclasses
from typing import Any, Dict, Optional


class Record:
    def __init__(self, id, values):
        self.__dict__.update(values, id=id)


@dataclasses.dataclass
class Entry:
    """One object in hand: what it was like when it was last read or written (None: not stored)."""

    record: Record
    stored: Optional[Dict[str, Any]]
    removed: bool = False

    def values(self):
        values = dict(self.record.__dict__)
        del values["id"]
        return values


class Repository:
    def __init__(self, rows, entries, ids):
        self.rows, self.entries, self.ids = rows, entries, ids

    def entry(self, id):
        if id not in self.entries:
            row = self.rows[id]
            self.entries[id] = Entry(Record(id, row), dict(row))
        return self.entries[id]

    def get(self, id):
        entry = self.entry(id)
        if entry.removed:
            raise KeyError(id)
        return entry.record

    def add(self, **values):
        new = 1 + max((*self.rows, *self.entries, *self.ids), default=0)
        self.ids.add(new)
        self.entries[new] = Entry(Record(new, values), None)
        return self.entries[new].record

    def remove(self, item):
        self.entry(item.id).removed = True

    def find(self, **values):
        found = []
        for id in sorted({*self.rows, *self.entries}):
            entry = self.entry(id)
            if not entry.removed and all(
                name in entry.record.__dict__ and getattr(entry.record, name) == value for name, value in values.items()
            ):
                found.append(entry.record)
        return found


class UnitOfWork:
    def __init__(self, rows):
        self.rows = rows
        self.repository = Repository(rows, {}, set())

    def __enter__(self):
        self.rollback()
        return self

    def __exit__(self, *error):
        return None

    def commit(self):
        for id, entry in list(self.repository.entries.items()):
            if entry.removed:
                if entry.stored is not None:
                    del self.rows[id]
                    entry.stored = None
            elif entry.values() != entry.stored:
                self.rows[id] = entry.values()
                entry.stored = entry.values()

    def rollback(self):
        self.repository.entries.clear()
        self.repository.ids.clear()
