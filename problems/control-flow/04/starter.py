def take_out(items, unwanted):
    """Remove from the list what is unwanted, and return a list of what was removed."""
    removed = []
    return removed
