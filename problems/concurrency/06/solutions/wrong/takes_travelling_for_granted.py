import pickle

LITTLE = 1.0
BYTES_PER_SECOND = 1_000_000


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
    elif _travel_time(function, first, result) < busy:
        start = machine.processes
    else:
        start = None

    if start is None:
        return [result, *map(function, rest)]
    with start() as pool:
        return [result, *pool.map(function, rest)]


def _travel_time(*things):
    return len(pickle.dumps(things)) / BYTES_PER_SECOND
