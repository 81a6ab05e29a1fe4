import time
from functools import wraps


class TooManyCalls(Exception):
    """Raised for a call that is refused."""

    retry_after = None


class _Window:
    """The times of the calls that still count."""

    def __init__(self, calls, seconds):
        self._calls, self._seconds = calls, seconds
        self._ends = []

    def enter(self, moment):
        """Take note of a call, or refuse it."""
        self._ends = [end for end in self._ends if end > moment]
        if len(self._ends) == self._calls:
            wait = min(self._ends) - moment
            refusal = TooManyCalls(f"try again in {wait} seconds")
            refusal.retry_after = wait
            raise refusal
        self._ends.append(moment + self._seconds)


def rate_limit(calls, seconds, now=time.monotonic):
    """Return a decorator that lets so many calls through in any so many seconds."""

    def decorate(func):
        window = _Window(calls, seconds)

        @wraps(func)
        def limited(*args, **kwargs):
            window.enter(now())
            return func(*args, **kwargs)

        return limited

    return decorate
