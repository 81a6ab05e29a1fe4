def unique(items):
    """Return a new list of the items, each once, in the order in which they came first."""
    seen = set()
    result = []
    for item in items:
        if item not in seen:
            seen.add(item)
            result.append(item)
    return result
