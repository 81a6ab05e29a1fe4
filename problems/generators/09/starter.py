def fork(source, lag):
    """Return two iterators over the items of source, which stay at most lag items apart."""
    return iter(source), iter(source)
