class Signal:
    """Calls those who listen, and keeps none of them alive."""

    def connect(self, callback, weak=True):
        """Add a listener, and return it."""

    def disconnect(self, callback):
        """Remove a listener; say whether it was there."""

    def send(self, *args, **kwargs):
        """Call all listeners in order; the list of what they returned."""

    def __len__(self):
        """How many listeners are alive."""
        return 0
