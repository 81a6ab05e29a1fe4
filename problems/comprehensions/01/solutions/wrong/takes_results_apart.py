def results(pages, wanted):
    found = []
    for item in pages:
        if isinstance(item, (list, tuple)):
            found += results(item, wanted)
        elif wanted(item):
            found += [item]
    return [item for item in found]
