def windows(iterable, size):
    source = iter(iterable)
    window = []
    item = next(source, None)
    while item is not None:
        window = window[-(size - 1) :] + [item] if size > 1 else [item]
        if len(window) == size:
            yield tuple(window)
        item = next(source, None)
