def read_count(number, text):
    """Read one line; `else` is what happens where nothing was raised."""
    try:
        count = int(text)
    except ValueError as error:
        raise ValueError("line %d: %r is not a whole number" % (number, text)) from error
    else:
        if count >= 1:
            return count
    raise ValueError("line %d: %d is less than 1" % (number, count))


def read_counts(lines):
    stripped = ((number, line.strip()) for number, line in enumerate(lines, 1))
    return [read_count(number, text) for number, text in stripped if text]
