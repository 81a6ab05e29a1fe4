class Timer:
    def __init__(self, now):
        self._now = now
        self._started = now()
        self.elapsed = None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, traceback):
        self.elapsed = self._now() - self._started
