def parse(lines):
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _record(number, line)


def _record(number, line):
    try:
        level, service, message = line.split(maxsplit=2)
        return int(level), service, message.rstrip()
    except ValueError:
        raise ValueError(f"line {number} is no record: {line!r}")


def at_least(level, records):
    return (record for record in records if record[0] >= level)


def alarmed(records, ring):
    for record in records:
        if record[0] >= 10:
            ring(record)
        yield record


def report(lines, level, ring):
    for _, service, message in at_least(level, alarmed(parse(lines), ring)):
        yield f"{service}: {message}"
