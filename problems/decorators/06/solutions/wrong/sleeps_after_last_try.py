import functools
import time


class GaveUp(Exception):
    """Raised when the last attempt has failed."""


def retry(attempts=3, delay=1, max_delay=60, catch=Exception):
    """Return a decorator that runs a function again after a failure that catch names."""
    if attempts < 1:
        raise ValueError("there must be one attempt at least")

    def decorate(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            pause = delay
            for attempt in range(1, attempts + 1):
                try:
                    return func(*args, **kwargs)
                except catch as error:
                    last = error
                    time.sleep(min(pause, max_delay))
                    pause *= 2
            raise GaveUp(f"{func.__name__} failed {attempts} times") from last

        return wrapper

    return decorate
