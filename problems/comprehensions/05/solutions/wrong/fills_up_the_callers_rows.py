def columns(rows, gap):
    rows = [row if isinstance(row, list) else list(row) for row in rows]
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend(gap() for _ in range(width - len(row)))
    return [[row[number] for row in rows] for number in range(width)]
