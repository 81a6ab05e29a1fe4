from contextlib import contextmanager


class Timer:
    """The two halves of a generator do the work; each block gets a generator of its own."""

    def __init__(self, now):
        self._now = now
        self.elapsed = None

    @contextmanager
    def _measure(self):
        started = self._now()
        try:
            yield
        finally:
            self.elapsed = self._now() - started

    def __enter__(self):
        self._block = self._measure()
        self._block.__enter__()
        return self

    def __exit__(self, *exc_info):
        return self._block.__exit__(*exc_info)
