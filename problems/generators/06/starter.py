def merged(streams, key):
    """Return an iterator over the items of all sorted streams, sorted by key(item)."""
    for stream in streams:
        yield from stream
