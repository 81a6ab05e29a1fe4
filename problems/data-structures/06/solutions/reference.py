from copy import deepcopy


def merged(*layers):
    """Return a new dict of what the layers say; where several say something, the last one counts."""
    result = {}
    for layer in layers:
        for name, value in layer.items():
            if isinstance(value, dict) and isinstance(result.get(name), dict):
                result[name] = merged(result[name], value)
            else:
                result[name] = deepcopy(value)
    return result
