from itertools import islice


def windows(iterable, size):
    source = iter(iterable)
    window = tuple(islice(source, size))
    if window:
        yield window
    for item in source:
        window = window[1:] + (item,)
        yield window
