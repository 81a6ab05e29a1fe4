def @NAME@(items):
    return iter(list(items)[::2])
