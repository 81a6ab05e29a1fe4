def turned(table):
    """Return a dict from each value of the table to the list of the keys that have it."""
    result = {value: [] for value in table.values()}
    for key, value in table.items():
        result[value].append(key)
    return result
