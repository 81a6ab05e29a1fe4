import heapq


def best(items, count, key):
    """Return the count items with the largest keys, the largest first.

    Of items with equal keys the earlier ones are better.
    """
    if count == 0:
        return []
    kept = []  # a heap: the worst of the best is on top
    for place, item in enumerate(items):
        entry = (key(item), -place, item)
        if len(kept) < count:
            heapq.heappush(kept, entry)
        elif kept[0] < entry:
            heapq.heapreplace(kept, entry)
    kept.sort(reverse=True)
    return [item for _, _, item in kept]
