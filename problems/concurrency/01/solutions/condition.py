import threading


class Counter:
    """With a condition, which has a lock inside; nobody waits for it to be notified."""

    def __init__(self, store):
        self.store = store
        self.free = threading.Condition()

    def add(self, amount=1):
        with self.free:
            total = self.store.value + amount
            self.store.value = total
        return total

    def update(self, change):
        with self.free:
            self.store.value = total = change(self.store.value)
        return total
