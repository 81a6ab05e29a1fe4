import re

_LINE = re.compile(r"\s*(\d+)\s+(\S+)\s+(.*?)\s*", re.DOTALL)


def parse(lines):
    """Match each line as a whole against a pattern."""
    for number, line in enumerate(lines, 1):
        if line.isspace() or line == "":
            continue
        match = _LINE.fullmatch(line)
        if match is None or not match[3]:
            raise ValueError(f"cannot read line {number}")
        yield int(match[1]), match[2], match[3]


def at_least(level, records):
    """Yield the records of this level or above."""
    yield from filter(lambda record: record[0] >= level, records)


def alarmed(records, ring):
    """Yield all records; call ring(record) for those of level 10 or above."""

    def passing(record):
        if record[0] >= 10:
            ring(record)
        return record

    yield from map(passing, records)


def report(lines, level, ring):
    """Yield 'service: message' for the records of lines of this level or above."""
    records = parse(lines)
    serious = at_least(level, records)
    for record in alarmed(serious, ring):
        yield ": ".join(record[1:])
