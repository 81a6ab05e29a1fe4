from bisect import bisect_left


def best(items, count, key):
    """Keep the best in a sorted list of keys, found by halving, and the items beside it."""
    keys, kept = [], []  # from worst to best
    for item in items:
        value = key(item)
        if len(kept) == count and (not kept or value <= keys[0]):
            continue
        place = bisect_left(keys, value)
        keys.insert(place, value)
        kept.insert(place, item)
        if len(kept) > count:
            del keys[0], kept[0]
    return kept[::-1]
