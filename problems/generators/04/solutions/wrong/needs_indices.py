def windows(iterable, size):
    for start in range(len(iterable) - size + 1):
        yield tuple(iterable[start : start + size])
