from heapq import heapify, heapreplace


def merged(streams, key):
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
        try:
            item = next(rest)
        except StopIteration:
            return
        heapreplace(fronts, (key(item), place, item, rest))
