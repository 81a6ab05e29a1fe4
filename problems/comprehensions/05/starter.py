def columns(rows, gap):
    """Return the columns of the rows as lists; gap() makes a cell where a row is too short."""
    return [list(row) for row in rows]
