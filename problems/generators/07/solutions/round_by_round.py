class Restart(Exception):
    """Thrown into averages() to make it forget its readings."""


def averages():
    """A round lasts until a restart; the last one leaves the result."""
    while True:
        try:
            return (yield from _round())
        except Restart:
            pass


def _round():
    total = count = 0
    while True:
        average = total / count if count else None
        reading = yield average
        if reading is None:
            return (count, average)
        total, count = total + reading, count + 1


def by_room(rooms, report):
    """Have an averages() for each room, and put what it returns into report."""
    for room in rooms:
        result = yield from averages()
        report.update({room: result})
    return report
