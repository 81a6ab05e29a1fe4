from time import sleep


class ServerBusy(Exception):
    def __init__(self, retry_after=None):
        self.retry_after = retry_after


def persist(action, attempts=3, pause=1.0):
    """All attempts but the last are guarded; the last may fail as it likes."""
    if attempts < 1:
        raise ValueError(attempts)
    while attempts > 1:
        attempts -= 1
        try:
            return action()
        except (ConnectionError, TimeoutError):
            seconds = pause
        except ServerBusy as busy:
            seconds = pause if busy.retry_after is None else busy.retry_after
        sleep(seconds)
    return action()
