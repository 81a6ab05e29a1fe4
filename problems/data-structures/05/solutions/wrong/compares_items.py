import heapq


def best(items, count, key):
    if count == 0:
        return []
    kept = []
    for item in items:
        entry = (key(item), item)
        if len(kept) < count:
            heapq.heappush(kept, entry)
        elif entry > kept[0]:
            heapq.heapreplace(kept, entry)
    return [item for _, item in sorted(kept, reverse=True)]
