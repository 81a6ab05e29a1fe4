from functools import wraps
from time import sleep


class GaveUp(Exception):
    """Raised when the last attempt has failed."""


def retry(attempts=3, delay=1, max_delay=60, catch=Exception):
    """Return a decorator that runs a function again after a failure that catch names."""
    if attempts < 1:
        raise ValueError(f"attempts: {attempts} is less than 1")
    pauses = [min(delay * 2**failures, max_delay) for failures in range(attempts - 1)]

    def decorate(func):
        @wraps(func)
        def persistent(*args, **kwargs):
            for pause in [*pauses, None]:
                try:
                    return func(*args, **kwargs)
                except catch as problem:
                    last = problem
                if pause is not None:
                    sleep(pause)
            raise GaveUp(f"{func.__name__} failed {attempts} times") from last

        return persistent

    return decorate
