"""What the cases use: items that count how often they are compared."""


class Item:
    """Equal to another one with the same number; counts each look at two of them."""

    compared = 0

    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        Item.compared += 1
        return isinstance(other, Item) and self.number == other.number

    def __hash__(self):
        return hash(self.number)


def comparisons(unique, count):
    """Say how often items are compared where `count` different ones come twice each."""
    Item.compared = 0
    numbers = [n * 7 % count for n in range(count)]
    found = unique([Item(n) for n in numbers + numbers])
    if [item.number for item in found] != numbers:
        raise AssertionError(f"not each once, in order: {[item.number for item in found]}")
    return Item.compared
