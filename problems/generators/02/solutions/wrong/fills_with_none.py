from itertools import zip_longest


def chunked(iterable, size):
    if size < 1:
        raise ValueError("size must be at least 1")
    groups = zip_longest(*[iter(iterable)] * size)
    return ([item for item in group if item is not None] for group in groups)
