def flatten(nested):
    levels = [iter([nested])]
    while levels:
        for item in levels[-1]:
            if isinstance(item, (list, tuple)):
                levels.append(iter(item))
                break
            yield item
        else:
            levels.pop()
