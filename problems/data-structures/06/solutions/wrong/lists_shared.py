def merged(*layers):
    result = {}
    for layer in layers:
        for name, value in layer.items():
            old = result.get(name)
            if isinstance(value, dict):
                result[name] = merged(old if isinstance(old, dict) else {}, value)
            else:
                result[name] = value
    return result
