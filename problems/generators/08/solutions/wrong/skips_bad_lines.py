def parse(lines):
    for number, line in enumerate(lines, start=1):
        if line.strip():
            record = _record(number, line)
            if record:
                yield record


def _record(number, line):
    try:
        level, service, message = line.split(maxsplit=2)
        return int(level), service, message.rstrip()
    except ValueError:
        return None


def at_least(level, records):
    return (record for record in records if record[0] >= level)


def alarmed(records, ring):
    for record in records:
        if record[0] >= 10:
            ring(record)
        yield record


def report(lines, level, ring):
    for _, service, message in alarmed(at_least(level, parse(lines)), ring):
        yield f"{service}: {message}"
