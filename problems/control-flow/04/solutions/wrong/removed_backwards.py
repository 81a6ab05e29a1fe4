def take_out(items, unwanted):
    marked = [index for index, item in enumerate(items) if unwanted(item)]
    return [items.pop(index) for index in reversed(marked)]
