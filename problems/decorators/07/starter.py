import time


class TooManyCalls(Exception):
    """Raised for a call that is refused."""


def rate_limit(calls, seconds, now=time.monotonic):
    """Return a decorator that lets so many calls through in any so many seconds."""

    def decorate(func):
        return func

    return decorate
