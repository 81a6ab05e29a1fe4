import heapq


def best(items, count, key):
    if count == 0:
        return []
    kept = []
    for place, item in enumerate(items):
        entry = (key(item), place, item)
        if len(kept) < count:
            heapq.heappush(kept, entry)
        elif entry > kept[0]:
            heapq.heapreplace(kept, entry)
    return [item for _, _, item in sorted(kept, reverse=True)]
