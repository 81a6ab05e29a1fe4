def flatten(nested):
    levels = [iter(nested)]
    while levels:
        for item in levels[-1]:
            try:
                levels.append(iter(item))
                break
            except TypeError:
                yield item
        else:
            levels.pop()
