class Countdown:
    """The whole numbers from start down to 1, to be looped over as often as one likes."""

    def __init__(self, start):
        self.start = start

    def __iter__(self):
        """Return a new iterator over the numbers."""
        return iter(())
