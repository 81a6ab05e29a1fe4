def columns(rows, gap):
    rows = [list(row) for row in rows]
    if not rows:
        return []
    return [
        [row[number] if number < len(row) else gap() for row in rows]
        for number in range(len(rows[0]))
    ]
