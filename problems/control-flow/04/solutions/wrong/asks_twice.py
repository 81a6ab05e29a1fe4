def take_out(items, unwanted):
    removed = [item for item in items if unwanted(item)]
    items[:] = [item for item in items if not unwanted(item)]
    return removed
