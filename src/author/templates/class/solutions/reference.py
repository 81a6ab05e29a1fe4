class @NAME@:
    """Holds items."""

    def __init__(self):
        self._items = []

    def put(self, item):
        """Add an item."""
        self._items.append(item)

    def items(self):
        """Return a new list of the items."""
        return list(self._items)

    def __len__(self):
        return len(self._items)
