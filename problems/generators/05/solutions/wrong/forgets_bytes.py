def flatten(nested):
    levels = [iter([nested])]
    while levels:
        for item in levels[-1]:
            if not isinstance(item, str):
                try:
                    levels.append(iter(item))
                    break
                except TypeError:
                    pass
            yield item
        else:
            levels.pop()
