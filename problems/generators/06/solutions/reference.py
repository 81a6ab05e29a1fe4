from heapq import heapify, heappop, heapreplace


def merged(streams, key):
    """Return an iterator over the items of all sorted streams, sorted by key(item)."""
    fronts = []
    for place, stream in enumerate(streams):
        rest = iter(stream)
        for item in rest:
            fronts.append((key(item), place, item, rest))
            break
    heapify(fronts)
    while fronts:
        _, place, item, rest = fronts[0]
        yield item
        for item in rest:
            heapreplace(fronts, (key(item), place, item, rest))
            break
        else:
            heappop(fronts)
