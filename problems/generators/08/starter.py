def parse(lines):
    """Yield (level, service, message) for each line that is not blank."""
    yield from ()


def at_least(level, records):
    """Yield the records of this level or above."""
    yield from records


def alarmed(records, ring):
    """Yield all records; call ring(record) for those of level 10 or above."""
    yield from records


def report(lines, level, ring):
    """Yield 'service: message' for the records of lines of this level or above."""
    yield from lines
