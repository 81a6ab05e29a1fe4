from copy import deepcopy


def merged(*layers):
    result = {}
    for layer in layers:
        for name, value in layer.items():
            old = result.get(name)
            if isinstance(value, dict) and isinstance(old, dict):
                result[name] = merged(old, value)
            else:
                result[name] = deepcopy(value or old)
    return result
