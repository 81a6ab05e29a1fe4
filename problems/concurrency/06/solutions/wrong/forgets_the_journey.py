LITTLE = 1.0


def run(function, items, machine):
    items = list(items)
    if not items:
        return []
    first, *rest = items

    wall, cpu = machine.wall(), machine.cpu()
    result = function(first)
    took, busy = machine.wall() - wall, machine.cpu() - cpu

    if took * len(rest) < LITTLE:
        start = None
    elif busy < took / 2:
        start = machine.threads
    else:
        start = machine.processes

    if start is None:
        return [result, *map(function, rest)]
    with start() as pool:
        return [result, *pool.map(function, rest)]
