import time


class ServerBusy(Exception):
    """The server asks to try again, after retry_after seconds if it says so."""

    def __init__(self, retry_after=None):
        self.retry_after = retry_after


def persist(action, attempts=3, pause=1.0):
    """Call action until it succeeds; give up at once where another try is no use."""
    if attempts < 1:
        raise ValueError("there must be one attempt at least")
    for attempt in range(attempts):
        wait = pause
        try:
            return action()
        except (ConnectionError, TimeoutError, ServerBusy) as error:
            if attempt == attempts - 1:
                raise
            if isinstance(error, ServerBusy) and error.retry_after is not None:
                wait = error.retry_after
        time.sleep(wait)
