class Countdown:
    """The whole numbers from start down to 1, to be looped over as often as one likes."""

    def __init__(self, start):
        self.start = start

    def __iter__(self):
        n = self.start
        while n > 0:
            yield n
            n -= 1
