def chunked(iterable, size):
    if size < 1:
        raise ValueError("size must be at least 1")
    starts = range(0, len(iterable), size)
    return (list(iterable[start : start + size]) for start in starts)
