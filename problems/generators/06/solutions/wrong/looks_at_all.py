def merged(streams, key):
    fronts = []
    for stream in streams:
        rest = iter(stream)
        for item in rest:
            fronts.append([key(item), item, rest])
            break
    while fronts:
        front = fronts[0]
        for other in fronts[1:]:
            if other[0] < front[0]:
                front = other
        yield front[1]
        for item in front[2]:
            front[0], front[1] = key(item), item
            break
        else:
            fronts = [other for other in fronts if other is not front]
