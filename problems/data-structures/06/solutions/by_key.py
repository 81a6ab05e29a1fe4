def merged(*layers):
    """For each key, look at what the layers say about it."""
    names = dict.fromkeys(name for layer in layers for name in layer)
    return {name: _last([layer[name] for layer in layers if name in layer]) for name in names}


def _last(values):
    """Return a copy of the last value, merged with the dicts just before it if it is one."""
    if isinstance(values[-1], list):
        return [_last([item]) for item in values[-1]]
    if not isinstance(values[-1], dict):
        return values[-1]
    start = len(values)
    while start > 0 and isinstance(values[start - 1], dict):
        start -= 1
    return merged(*values[start:])
