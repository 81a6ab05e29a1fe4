class Line:
    """A waiting line: first come, first served."""

    def put(self, item):
        """Put an item at the end."""

    def put_back(self, item):
        """Put an item in front of all others."""

    def get(self):
        """Take the first item out and return it, or raise IndexError if nobody waits."""

    def __len__(self):
        return 0

    def __iter__(self):
        """Give the items that wait, from the first to the last."""
        return iter([])
