import threading


class Counter:
    lock = threading.Lock()

    def __init__(self, store):
        self.store = store

    def add(self, amount=1):
        return self.update(lambda value: value + amount)

    def update(self, change):
        with self.lock:
            value = change(self.store.value)
            self.store.value = value
        return value
