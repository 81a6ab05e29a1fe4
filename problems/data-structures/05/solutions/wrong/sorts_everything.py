def best(items, count, key):
    return sorted(items, key=key, reverse=True)[:count]
