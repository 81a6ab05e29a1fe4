def chunked(iterable, size):
    if size < 1:
        raise ValueError("size must be at least 1")

    def chunks():
        buffer = []
        for item in iterable:
            buffer.append(item)
            if len(buffer) == size:
                yield buffer
                buffer.clear()
        if buffer:
            yield buffer

    return chunks()
