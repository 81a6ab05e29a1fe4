def columns(rows, gap):
    """Return the columns of the rows as lists; gap() makes a cell where a row is too short."""
    rows = [list(row) for row in rows]
    width = max(map(len, rows), default=0)
    return [
        [row[number] if number < len(row) else gap() for row in rows] for number in range(width)
    ]
