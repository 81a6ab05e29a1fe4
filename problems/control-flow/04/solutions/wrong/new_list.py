def take_out(items, unwanted):
    kept, removed = [], []
    for item in items:
        if unwanted(item):
            removed.append(item)
        else:
            kept.append(item)
    items = kept
    return removed
