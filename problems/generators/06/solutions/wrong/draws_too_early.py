from heapq import heapify, heappop, heappush


def merged(streams, key):
    fronts = []
    for place, stream in enumerate(streams):
        rest = iter(stream)
        for item in rest:
            fronts.append((key(item), place, item, rest))
            break
    heapify(fronts)
    while fronts:
        _, place, first, rest = heappop(fronts)
        for item in rest:
            heappush(fronts, (key(item), place, item, rest))
            break
        yield first
