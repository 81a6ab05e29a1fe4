def columns(rows, gap):
    width = max((len(row) for row in rows), default=0)
    return [
        [row[number] if number < len(row) else gap() for row in rows] for number in range(width)
    ]
