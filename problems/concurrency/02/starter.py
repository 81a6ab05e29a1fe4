def map_all(function, items, workers):
    """Return function(item) for each item, or the exception that it raised, by `workers` threads."""
    return [function(item) for item in items]
