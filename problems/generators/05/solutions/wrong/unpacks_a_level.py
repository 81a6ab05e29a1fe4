def flatten(nested):
    todo = [nested]
    while todo:
        item = todo.pop()
        if isinstance(item, (str, bytes)):
            yield item
            continue
        try:
            items = list(item)
        except TypeError:
            yield item
        else:
            todo.extend(reversed(items))
