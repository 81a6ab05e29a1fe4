def key_of(value):
    """Return a hashable key that is equal to that of another value where the values are."""
    if isinstance(value, dict):
        return dict, frozenset((key, key_of(item)) for key, item in value.items())
    if isinstance(value, set):
        return set, frozenset(value)
    if isinstance(value, (list, tuple)):
        return type(value), tuple(key_of(item) for item in value)
    return value
