import heapq


def best(items, count, key):
    """Return the count items with the largest keys, the largest first.

    Of items with equal keys the earlier ones are better.
    """
    return []
