def key_of(value):
    if isinstance(value, dict):
        return dict, frozenset(value.items())
    if isinstance(value, set):
        return set, frozenset(value)
    if isinstance(value, (list, tuple)):
        return type(value), tuple(value)
    return value
