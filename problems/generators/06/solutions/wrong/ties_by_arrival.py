from heapq import heappop, heappush
from itertools import count


def merged(streams, key):
    fronts, arrivals = [], count()
    for stream in streams:
        rest = iter(stream)
        for item in rest:
            heappush(fronts, (key(item), next(arrivals), item, rest))
            break
    while fronts:
        _, _, item, rest = heappop(fronts)
        yield item
        for item in rest:
            heappush(fronts, (key(item), next(arrivals), item, rest))
            break
