import pickle

LITTLE = 1.0  # seconds that are not worth a pool
BYTES_PER_SECOND = 1_000_000


def run(function, items, machine):
    """Return function(item) for each item, done where it takes least time."""
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
    """How long it takes them to another process and back; for ever if they cannot be pickled."""
    try:
        return len(pickle.dumps(things)) / BYTES_PER_SECOND
    except Exception:
        return float("inf")
