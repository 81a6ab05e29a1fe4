def best(items, count, key):
    kept = []
    for place, item in enumerate(items):
        kept.append((key(item), -place, item))
        if len(kept) > count:
            kept.remove(min(kept))
    return [item for _, _, item in sorted(kept, reverse=True)]
