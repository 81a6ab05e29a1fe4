def merged(streams, key):
    fronts = []
    for stream in streams:
        rest = iter(stream)
        for item in rest:
            fronts.append([item, rest])
            break
    while fronts:
        front = min(fronts, key=lambda entry: key(entry[0]))
        yield front[0]
        for item in front[1]:
            front[0] = item
            break
        else:
            fronts = [other for other in fronts if other is not front]
