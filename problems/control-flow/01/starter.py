def rewards(visits, rules):
    """Return what the card shows for each visit from 1 to visits, as strings."""
    return []
