def windows(iterable, size):
    items = []
    for item in iterable:
        items.append(item)
        if len(items) >= size:
            yield tuple(items[-size:])
