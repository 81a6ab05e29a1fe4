import functools
import time


class TooManyCalls(Exception):
    """Raised for a call that is refused."""

    def __init__(self, retry_after):
        super().__init__(f"try again in {retry_after} seconds")
        self.retry_after = retry_after


def rate_limit(calls, seconds, now=time.monotonic):
    """Return a decorator that lets so many calls through in any so many seconds."""

    def decorate(func):
        passed = []

        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            moment = now()
            recent = [earlier for earlier in passed if moment - earlier < seconds]
            if len(recent) >= calls:
                raise TooManyCalls(recent[0] + seconds - moment)
            passed.append(moment)
            return func(*args, **kwargs)

        return wrapper

    return decorate
