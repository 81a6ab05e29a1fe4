def flatten(nested):
    """Go down into what can be looped over, and up again where a level has ended."""
    levels = [iter((nested,))]
    while levels:
        try:
            item = next(levels[-1])
        except StopIteration:
            levels.pop()
            continue
        if hasattr(type(item), "__iter__") or hasattr(type(item), "__getitem__"):
            if not isinstance(item, (str, bytes)):
                levels.append(iter(item))
                continue
        yield item
