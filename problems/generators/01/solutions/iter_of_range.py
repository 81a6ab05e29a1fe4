class Countdown:
    """The whole numbers from start down to 1, to be looped over as often as one likes."""

    def __init__(self, start):
        self._numbers = range(start, 0, -1)

    def __iter__(self):
        return iter(self._numbers)
