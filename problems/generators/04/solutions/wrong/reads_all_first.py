def windows(iterable, size):
    items = []
    for item in iterable:
        items.append(item)
        if len(items) > 100_000:
            raise MemoryError("too many items")
    return (tuple(items[n : n + size]) for n in range(len(items) - size + 1))
