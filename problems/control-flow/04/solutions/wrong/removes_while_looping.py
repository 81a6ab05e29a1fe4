def take_out(items, unwanted):
    removed = []
    for item in items:
        if unwanted(item):
            items.remove(item)
            removed.append(item)
    return removed
