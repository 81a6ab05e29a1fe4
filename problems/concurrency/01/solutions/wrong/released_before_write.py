import threading


class Counter:
    def __init__(self, store):
        self.store = store
        self.lock = threading.Lock()

    def add(self, amount=1):
        with self.lock:
            value = self.store.value
        value += amount
        self.store.value = value
        return value

    def update(self, change):
        with self.lock:
            value = self.store.value
        value = change(value)
        self.store.value = value
        return value
