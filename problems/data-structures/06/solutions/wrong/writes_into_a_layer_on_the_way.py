def merged(*layers):
    result = {}
    for layer in layers:
        add(result, layer)
    return result


def add(target, layer):
    for name, value in layer.items():
        if isinstance(value, dict) and isinstance(target.get(name), dict):
            add(target[name], value)
        else:
            target[name] = value
