def windows(iterable, size):
    """Yield tuples of size items that follow one another; each begins one item later."""
    yield tuple(iterable)
