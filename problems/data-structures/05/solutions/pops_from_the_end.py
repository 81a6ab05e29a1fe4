import heapq
from itertools import count as counting


def best(items, count, key):
    """Return the count items with the largest keys, the largest first."""
    earlier = counting(0, -1)
    kept = []
    for item in items:
        entry = (key(item), next(earlier), item)
        (heapq.heappush if len(kept) < count else heapq.heappushpop)(kept, entry)
    result = [heapq.heappop(kept)[-1] for _ in range(len(kept))]
    result.reverse()
    return result
