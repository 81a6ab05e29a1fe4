from itertools import zip_longest

_MISSING = object()


def columns(rows, gap):
    return [
        tuple(gap() if cell is _MISSING else cell for cell in column)
        for column in zip_longest(*rows, fillvalue=_MISSING)
    ]
