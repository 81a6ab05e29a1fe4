class Named:
    """Has a name that can be read."""


class Sink:
    """Can be written to."""


class Closable:
    """Can be closed."""


def report(things, sink):
    """Write a numbered line for each thing into the sink; how many there were."""


def close_all(things):
    """Close those that can be closed, the last one first; how many that were."""
