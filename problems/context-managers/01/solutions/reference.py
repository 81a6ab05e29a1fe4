class Timer:
    """Measures how long a with block takes; `now` tells the time in seconds."""

    def __init__(self, now):
        self._now = now
        self.elapsed = None

    def __enter__(self):
        self._started = self._now()
        return self

    def __exit__(self, exc_type, exc, traceback):
        self.elapsed = self._now() - self._started
