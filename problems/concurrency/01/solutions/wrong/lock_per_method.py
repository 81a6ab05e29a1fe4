import threading


class Counter:
    def __init__(self, store):
        self.store = store
        self.add_lock = threading.Lock()
        self.update_lock = threading.Lock()

    def add(self, amount=1):
        with self.add_lock:
            value = self.store.value + amount
            self.store.value = value
        return value

    def update(self, change):
        with self.update_lock:
            value = change(self.store.value)
            self.store.value = value
        return value
