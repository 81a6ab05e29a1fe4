"""What the cases use: tasks that note each of their turns."""


def count(log, name, turns, returns=None, fails=None):
    """A task of some turns that then returns or fails."""
    for n in range(1, turns + 1):
        log.append(f"{name}{n}")
        yield n
    if fails is not None:
        raise fails
    return returns


def forever(log):
    """A task without end; after many turns it gives up."""
    for _ in range(1000):
        log.append("ever")
        yield
    raise OverflowError("a thousand turns")
