from copy import deepcopy


def merged(*layers):
    result = {}
    for layer in layers:
        for name, value in layer.items():
            old = result.get(name)
            if isinstance(value, dict) and isinstance(old, dict):
                result[name] = merged(old, value)
            elif isinstance(value, list) and isinstance(old, list):
                result[name] = old + deepcopy(value)
            else:
                result[name] = deepcopy(value)
    return result
