def read_counts(lines):
    """Return the numbers in the lines; raise a ValueError that names the line that has none."""
    counts = []
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text:
            continue
        try:
            count = int(text)
        except ValueError as error:
            raise ValueError(f"line {number}: {text!r} is not a whole number") from error
        if count < 1:
            raise ValueError(f"line {number}: {count} is less than 1")
        counts.append(count)
    return counts
