from collections import deque


class Line:
    """A waiting line: first come, first served."""

    def __init__(self):
        self._items = deque()

    def put(self, item):
        """Put an item at the end."""
        self._items.append(item)

    def put_back(self, item):
        """Put an item in front of all others."""
        self._items.appendleft(item)

    def get(self):
        """Take the first item out and return it, or raise IndexError if nobody waits."""
        return self._items.popleft()

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        """Give the items that wait, from the first to the last."""
        return iter(self._items)
