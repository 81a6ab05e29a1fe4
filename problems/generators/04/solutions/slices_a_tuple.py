from itertools import islice


def windows(iterable, size):
    """Yield tuples of size items that follow one another; each begins one item later."""
    source = iter(iterable)
    window = tuple(islice(source, size))
    if len(window) < size:
        return
    yield window
    for item in source:
        window = window[1:] + (item,)
        yield window
