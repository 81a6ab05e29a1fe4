def turned(table):
    """Return a dict from each value of the table to the list of the keys that have it."""
    result = {}
    for key, value in table.items():
        result.setdefault(value, []).append(key)
    return result
