import time


class ServerBusy(Exception):
    def __init__(self, retry_after=None):
        self.retry_after = retry_after


def persist(action, attempts=3, pause=1.0):
    if attempts < 1:
        raise ValueError("there must be one attempt at least")
    for attempt in range(attempts):
        wait = pause
        try:
            return action()
        except (ConnectionError, TimeoutError, ServerBusy) as error:
            if isinstance(error, ServerBusy) and error.retry_after is not None:
                wait = error.retry_after
        if attempt < attempts - 1:
            time.sleep(wait)
    raise error
