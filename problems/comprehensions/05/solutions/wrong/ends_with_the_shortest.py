def columns(rows, gap):
    return [list(column) for column in zip(*rows)]
