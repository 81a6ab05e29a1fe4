import threading


class Counter:
    def __init__(self, store):
        self.store = store

    def add(self, amount=1):
        lock = threading.Lock()
        with lock:
            value = self.store.value + amount
            self.store.value = value
        return value

    def update(self, change):
        lock = threading.Lock()
        with lock:
            value = change(self.store.value)
            self.store.value = value
        return value
