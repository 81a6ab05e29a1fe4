from itertools import zip_longest


def columns(rows, gap):
    return [list(column) for column in zip_longest(*rows, fillvalue=gap())]
