class Countdown:
    """The whole numbers from start down to 1, to be looped over as often as one likes."""

    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return _CountdownIterator(self.start)


class _CountdownIterator:
    """One loop over a Countdown: remembers where it stands."""

    def __init__(self, start):
        self._next = start

    def __iter__(self):
        return self

    def __next__(self):
        if self._next < 1:
            raise StopIteration
        self._next -= 1
        return self._next + 1
