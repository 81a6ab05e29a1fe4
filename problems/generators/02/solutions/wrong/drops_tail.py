def chunked(iterable, size):
    if size < 1:
        raise ValueError("size must be at least 1")
    return (list(group) for group in zip(*[iter(iterable)] * size))
