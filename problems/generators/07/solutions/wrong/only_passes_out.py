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
        if reading is None:
            return count, average
        count += 1
        total += reading
        average = total / count


def by_room(rooms, report):
    for room in rooms:
        for average in averages():
            yield average
        report[room] = average
    return report
