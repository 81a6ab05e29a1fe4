from copy import deepcopy


def merged(*layers):
    if not layers:
        return {}
    result = layers[0]
    for layer in layers[1:]:
        for name, value in layer.items():
            if isinstance(value, dict) and isinstance(result.get(name), dict):
                result[name] = merged(result[name], value)
            else:
                result[name] = deepcopy(value)
    return result
