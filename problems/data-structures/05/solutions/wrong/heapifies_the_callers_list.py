import heapq


def best(items, count, key):
    entries = items if isinstance(items, list) else list(items)
    entries[:] = [(key(item), -place, item) for place, item in enumerate(entries)]
    heapq.heapify(entries)
    while len(entries) > count:
        heapq.heappop(entries)
    entries.sort(reverse=True)
    entries[:] = [item for _, _, item in entries]
    return entries
