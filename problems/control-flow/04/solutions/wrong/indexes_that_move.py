def take_out(items, unwanted):
    removed = []
    for index in range(len(items)):
        if unwanted(items[index]):
            removed.append(items.pop(index))
    return removed
