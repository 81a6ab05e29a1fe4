import collections
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
        passed = collections.deque()

        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            moment = now()
            while passed and moment - passed[0] >= seconds:
                passed.popleft()
            if len(passed) >= calls:
                raise TooManyCalls(passed[0] + seconds - moment)
            passed.append(moment)
            return func(*args, **kwargs)

        return wrapper

    return decorate
