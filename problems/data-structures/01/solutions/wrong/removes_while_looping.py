def unique(items):
    items = items if isinstance(items, list) else list(items)
    for item in items:
        if items.count(item) > 1:
            items.remove(item)
    return items
