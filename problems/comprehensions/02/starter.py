def turned(table):
    """Return a dict from each value of the table to the list of the keys that have it."""
    return {value: key for key, value in table.items()}
