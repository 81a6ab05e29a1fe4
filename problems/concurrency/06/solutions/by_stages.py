import pickle
from contextlib import ExitStack


def run(function, items, machine):
    """A mapper is found, the builtin one or a pool's; the rest is the same for all."""
    items = iter(items)
    results = []
    for item in items:
        before = machine.wall(), machine.cpu()
        results.append(function(item))
        after = machine.wall(), machine.cpu()
        break
    rest = list(items)
    if not rest:
        return results

    took, busy = (b - a for a, b in zip(before, after))
    with ExitStack() as stack:
        mapper = map
        if took * len(rest) >= 1.0:
            if busy * 2 < took:
                mapper = stack.enter_context(machine.threads()).map
            elif pays(function, item, results[0], busy):
                mapper = stack.enter_context(machine.processes()).map
        results.extend(mapper(function, rest))
    return results


def pays(function, item, result, busy):
    try:
        return len(pickle.dumps((function, item, result))) < busy * 1e6
    except Exception:
        return False
