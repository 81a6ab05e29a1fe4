"""What the cases use: folders that note what is done to them."""


class Folder:
    """A folder: `entries` are strings, folders, or an exception to raise; None: locked."""

    def __init__(self, name, entries, log=None):
        self.name = name
        self._entries = entries
        self._log = log if log is not None else []
        for entry in entries or ():
            if isinstance(entry, Folder):
                entry._share(self._log)

    def _share(self, log):
        self._log = log
        for entry in self._entries or ():
            if isinstance(entry, Folder):
                entry._share(log)

    def open(self):
        if self._entries is None:
            raise PermissionError(self.name)
        self._log.append(f"open {self.name}")
        return Listing(self.name, self._entries, self._log)


class Listing:
    """An open folder."""

    def __init__(self, name, entries, log):
        self._name = name
        self._rest = iter(entries)
        self._log = log

    def __iter__(self):
        return self

    def __next__(self):
        entry = next(self._rest)
        if isinstance(entry, Exception):
            raise entry
        self._log.append(f"{self._name} gives {getattr(entry, 'name', entry)}")
        return entry

    def close(self):
        self._log.append(f"close {self._name}")
