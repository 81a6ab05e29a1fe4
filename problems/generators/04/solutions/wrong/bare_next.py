def windows(iterable, size):
    source = iter(iterable)
    window = [next(source) for _ in range(size)]
    yield tuple(window)
    for item in source:
        window = window[1:] + [item]
        yield tuple(window)
