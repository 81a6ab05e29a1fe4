class Timer:
    def __init__(self, now):
        self._now = now
        self._started = None
        self.elapsed = None

    def __enter__(self):
        if self._started is None:
            self._started = self._now()
        return self

    def __exit__(self, exc_type, exc, traceback):
        self.elapsed = self._now() - self._started
