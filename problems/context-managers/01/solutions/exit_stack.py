from contextlib import ExitStack


class Timer(ExitStack):
    """An exit stack whose only entry takes the second reading."""

    def __init__(self, now):
        super().__init__()
        self.now = now
        self.elapsed = None

    def __enter__(self):
        self.callback(self.stop, self.now())
        return super().__enter__()

    def stop(self, started):
        self.elapsed = self.now() - started
