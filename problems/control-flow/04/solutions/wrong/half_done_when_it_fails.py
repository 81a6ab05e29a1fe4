def take_out(items, unwanted):
    removed = []
    index = 0
    while index < len(items):
        if unwanted(items[index]):
            removed.append(items.pop(index))
        else:
            index += 1
    return removed
