from threading import Lock


class Counter:
    """Counts in store.value, for any number of threads."""

    def __init__(self, store):
        self._store = store
        self._lock = Lock()

    def add(self, amount=1):
        return self.update(lambda value: value + amount)

    def update(self, change):
        with self._lock:
            value = change(self._store.value)
            self._store.value = value
            return value
