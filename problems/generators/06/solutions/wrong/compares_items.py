from heapq import heapify, heappop, heapreplace


def merged(streams, key):
    fronts = []
    for stream in streams:
        rest = iter(stream)
        for item in rest:
            fronts.append((key(item), item, id(rest), rest))
            break
    heapify(fronts)
    while fronts:
        _, item, _, rest = fronts[0]
        yield item
        for item in rest:
            heapreplace(fronts, (key(item), item, id(rest), rest))
            break
        else:
            heappop(fronts)
