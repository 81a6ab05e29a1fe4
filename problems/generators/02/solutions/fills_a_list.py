def chunked(iterable, size):
    """Return an iterator of lists of size items each; the last may be shorter."""
    if size < 1:
        raise ValueError("a chunk has at least one item")

    def chunks():
        chunk = []
        for item in iterable:
            chunk.append(item)
            if len(chunk) == size:
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    return chunks()
