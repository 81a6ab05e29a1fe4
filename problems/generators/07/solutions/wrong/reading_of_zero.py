class Restart(Exception):
    pass


def averages():
    count, total, average = 0, 0, None
    while True:
        try:
            reading = yield average
        except Restart:
            count, total, average = 0, 0, None
            continue
        if not reading:
            return count, average
        count += 1
        total += reading
        average = total / count


def by_room(rooms, report):
    for room in rooms:
        report[room] = yield from averages()
    return report
