_END = object()


def merged(streams, key):
    """Merge the merge of one half with the merge of the other: a tree of small merges."""
    if not streams:
        return
    for _, item in _tree([_keyed(stream, key) for stream in streams]):
        yield item


def _keyed(stream, key):
    for item in stream:
        yield key(item), item


def _tree(streams):
    if len(streams) == 1:
        return streams[0]
    middle = len(streams) // 2
    return _two(_tree(streams[:middle]), _tree(streams[middle:]))


def _two(left, right):
    ours, theirs = next(left, _END), next(right, _END)
    while ours is not _END or theirs is not _END:
        if theirs is _END or ours is not _END and not theirs[0] < ours[0]:
            yield ours
            ours = next(left, _END)
        else:
            yield theirs
            theirs = next(right, _END)
