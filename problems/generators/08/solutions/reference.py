def parse(lines):
    """Yield (level, service, message) for each line that is not blank."""
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
    """Yield the records of this level or above."""
    return (record for record in records if record[0] >= level)


def alarmed(records, ring):
    """Yield all records; call ring(record) for those of level 10 or above."""
    for record in records:
        if record[0] >= 10:
            ring(record)
        yield record


def report(lines, level, ring):
    """Yield 'service: message' for the records of lines of this level or above."""
    for _, service, message in alarmed(at_least(level, parse(lines)), ring):
        yield f"{service}: {message}"
