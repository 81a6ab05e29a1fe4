import threading


class Counter:
    def __init__(self, store):
        self.store = store
        self.lock = threading.Lock()

    def add(self, amount=1):
        return self.update(lambda value: value + amount)

    def update(self, change):
        self.lock.acquire()
        value = change(self.store.value)
        self.store.value = value
        self.lock.release()
        return value
