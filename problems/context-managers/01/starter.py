class Timer:
    """Measures how long a with block takes; `now` tells the time in seconds.

    `elapsed` holds the seconds of the last block, or None before there was one.
    """

    def __init__(self, now):
        self.now = now
        self.elapsed = None
