def take_out(items, unwanted):
    """Remove from the list what is unwanted, and return a list of what was removed."""
    kept, removed = [], []
    for item in items:
        if unwanted(item):
            removed.append(item)
        else:
            kept.append(item)
    items[:] = kept
    return removed
