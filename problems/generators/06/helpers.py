"""What the cases use: keys that count how often they are compared."""


class Key:
    """A number that has `<` and `==` and counts their uses."""

    compared = 0

    def __init__(self, number):
        self._number = number

    def __lt__(self, other):
        Key.compared += 1
        return self._number < other._number

    def __eq__(self, other):
        Key.compared += 1
        return self._number == other._number


def comparisons(merged, count):
    """Merge `count` streams of two items and return how often keys were compared."""
    Key.compared = 0
    streams = [[n * 7 % count, n * 7 % count + count] for n in range(count)]
    in_order = list(merged(streams, key=Key))
    if in_order != sorted(in_order) or len(in_order) != 2 * count:
        raise AssertionError(f"not merged in order: {in_order}")
    return Key.compared
