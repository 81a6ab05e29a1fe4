def unique(items):
    backwards = dict.fromkeys(reversed(list(items)))
    return list(reversed(backwards))
