def flatten(nested):
    """Yield what is in nested, at any depth, from left to right; strings and bytes are items."""
    levels = [iter([nested])]
    while levels:
        for item in levels[-1]:
            inner = _items_of(item)
            if inner is not None:
                levels.append(inner)
                break
            yield item
        else:
            levels.pop()


def _items_of(item):
    """Return an iterator over what is in item, or None if it is to stay whole."""
    if isinstance(item, (str, bytes)):
        return None
    try:
        return iter(item)
    except TypeError:
        return None
