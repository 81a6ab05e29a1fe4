LITTLE = 1.0


def run(function, items, machine):
    items = list(items)
    if not items:
        return []
    first, *rest = items

    wall = machine.wall()
    result = function(first)
    took = machine.wall() - wall

    if took * len(rest) < LITTLE:
        start = None
    else:
        start = machine.threads

    if start is None:
        return [result, *map(function, rest)]
    with start() as pool:
        return [result, *pool.map(function, rest)]
