class Restart(Exception):
    """Thrown into averages() to make it forget its readings."""


def averages():
    """Yield the average of what has been sent in so far; return (count, average)."""
    reading = yield None


def by_room(rooms, report):
    """Have an averages() for each room, and put what it returns into report."""
    for room in rooms:
        yield None
