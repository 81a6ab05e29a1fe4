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
        start, passed = None, 0

        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            nonlocal start, passed
            moment = now()
            if start is None or moment - start >= seconds:
                start, passed = moment, 0
            if passed >= calls:
                raise TooManyCalls(start + seconds - moment)
            passed += 1
            return func(*args, **kwargs)

        return wrapper

    return decorate
