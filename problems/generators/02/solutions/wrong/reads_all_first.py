def chunked(iterable, size):
    if size < 1:
        raise ValueError("size must be at least 1")

    def chunks():
        items = list(iterable)
        for start in range(0, len(items), size):
            yield items[start : start + size]

    return chunks()
