def read_counts(lines):
    """Return the numbers in the lines; raise a ValueError that names the line that has none."""
    return [int(line) for line in lines]
