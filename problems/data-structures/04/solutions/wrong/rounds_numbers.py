def key_of(value):
    if isinstance(value, dict):
        return dict, frozenset((key, key_of(item)) for key, item in value.items())
    if isinstance(value, set):
        return set, frozenset(value)
    if isinstance(value, (list, tuple)):
        return type(value), tuple(key_of(item) for item in value)
    if isinstance(value, float):
        return round(value, 6)
    return value
