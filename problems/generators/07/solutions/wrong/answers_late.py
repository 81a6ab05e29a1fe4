class Restart(Exception):
    pass


def averages():
    count, total = 0, 0
    average = None
    while True:
        try:
            reading = yield average
        except Restart:
            count, total, average = 0, 0, None
            continue
        average = total / count if count else None
        if reading is None:
            return count, average
        count += 1
        total += reading


def by_room(rooms, report):
    for room in rooms:
        report[room] = yield from averages()
    return report
