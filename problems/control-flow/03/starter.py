def path_to_one(start, limit):
    """Return the numbers from start to 1; raise RuntimeError after limit steps."""
    return [start]
