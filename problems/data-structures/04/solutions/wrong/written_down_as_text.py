def key_of(value):
    return repr(value)
