def take_out(items, unwanted):
    removed = [item for item in items if unwanted(item)]
    for item in removed:
        items.remove(item)
    return removed
