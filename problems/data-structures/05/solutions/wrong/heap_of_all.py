import heapq


class Largest:
    def __init__(self, key, place, item):
        self.key = key
        self.place = place
        self.item = item

    def __lt__(self, other):
        if other.key < self.key:
            return True
        if self.key < other.key:
            return False
        return self.place < other.place


def best(items, count, key):
    heap = [Largest(key(item), place, item) for place, item in enumerate(items)]
    heapq.heapify(heap)
    return [heapq.heappop(heap).item for _ in range(min(count, len(heap)))]
