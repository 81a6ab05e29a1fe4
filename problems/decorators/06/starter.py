class GaveUp(Exception):
    """Raised when the last attempt has failed."""


def retry(attempts=3, delay=1, max_delay=60, catch=Exception):
    """Return a decorator that runs a function again after a failure that catch names."""

    def decorate(func):
        return func

    return decorate
