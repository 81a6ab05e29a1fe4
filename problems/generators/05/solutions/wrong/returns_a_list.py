def flatten(nested):
    if isinstance(nested, (str, bytes)):
        return iter([nested])
    flat, levels = [], [iter(nested)]
    while levels and len(flat) < 100_000:
        for item in levels[-1]:
            if not isinstance(item, (str, bytes)):
                try:
                    levels.append(iter(item))
                    break
                except TypeError:
                    pass
            flat.append(item)
            if len(flat) == 100_000:
                break
        else:
            levels.pop()
    return iter(flat)
