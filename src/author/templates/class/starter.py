class @NAME@:
    """Holds items."""

    def put(self, item):
        """Add an item."""

    def items(self):
        """Return a new list of the items."""
        return []
