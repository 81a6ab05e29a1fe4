def run(function, items, machine):
    """Return function(item) for each item, done where it takes least time."""
    with machine.threads() as pool:
        return list(pool.map(function, items))
