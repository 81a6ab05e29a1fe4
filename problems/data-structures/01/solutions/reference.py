def unique(items):
    """Return a new list of the items, each once, in the order in which they came first."""
    return list(dict.fromkeys(items))
