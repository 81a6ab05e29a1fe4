def flatten(nested):
    if isinstance(nested, (str, bytes)):
        yield nested
        return
    try:
        items = iter(nested)
    except TypeError:
        yield nested
        return
    for item in items:
        yield from flatten(item)
