from itertools import zip_longest

_MISSING = object()


def columns(rows, gap):
    """Return the columns of the rows as lists; gap() makes a cell where a row is too short."""
    return [
        [gap() if cell is _MISSING else cell for cell in column]
        for column in zip_longest(*rows, fillvalue=_MISSING)
    ]
