"""What the cases use: a look for what two structures have in common."""


def _containers(value, path=""):
    """Give every dict and list in the value, with the way to it."""
    if isinstance(value, (dict, list)):
        yield path or ".", value
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        for name, part in parts:
            yield from _containers(part, f"{path}.{name}")


def shared(result, *layers):
    """Name the dicts and lists of the result that belong to a layer, or are in it twice."""
    taken = {id(part): part for layer in layers for _, part in _containers(layer)}
    names = []
    for path, part in _containers(result):
        if id(part) in taken:
            names.append(path)
        taken[id(part)] = part
    return names or "nothing"


def ordered(value):
    """Write dicts as lists of pairs, to show their order."""
    if isinstance(value, dict):
        return [[name, ordered(part)] for name, part in value.items()]
    return value
