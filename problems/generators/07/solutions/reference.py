class Restart(Exception):
    """Thrown into averages() to make it forget its readings."""


def averages():
    """Yield the average of what has been sent in so far; return (count, average)."""
    count, total, average = 0, 0, None
    while True:
        try:
            reading = yield average
        except Restart:
            count, total, average = 0, 0, None
            continue
        if reading is None:
            return count, average
        count += 1
        total += reading
        average = total / count


def by_room(rooms, report):
    """Have an averages() for each room, and put what it returns into report."""
    for room in rooms:
        report[room] = yield from averages()
    return report
