def key_of(value):
    if isinstance(value, dict):
        return frozenset((key, key_of(item)) for key, item in value.items())
    if isinstance(value, set):
        return frozenset(value)
    if isinstance(value, (list, tuple)):
        return tuple(key_of(item) for item in value)
    return value
