from copy import deepcopy
from functools import reduce


def merged(*layers):
    """Return a new dict; nothing but this dict is ever written to."""
    return reduce(_add, map(deepcopy, layers), {})


def _add(target, layer):
    for name, value in layer.items():
        old = target.get(name)
        target[name] = _add(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return target
