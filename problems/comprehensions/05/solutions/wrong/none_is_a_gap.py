from itertools import zip_longest


def columns(rows, gap):
    return [
        [gap() if cell is None else cell for cell in column] for column in zip_longest(*rows)
    ]
