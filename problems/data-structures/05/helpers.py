"""What the cases use: keys that count comparisons, and items whose end can be seen."""


class Key:
    """A number that counts how often it is compared."""

    compared = 0

    def __init__(self, number):
        self._number = number

    def __lt__(self, other):
        Key.compared += 1
        return self._number < other._number

    def __le__(self, other):
        Key.compared += 1
        return self._number <= other._number

    def __gt__(self, other):
        Key.compared += 1
        return self._number > other._number

    def __ge__(self, other):
        Key.compared += 1
        return self._number >= other._number

    def __eq__(self, other):
        Key.compared += 1
        return self._number == other._number


def shuffled(amount):
    """Return the numbers below `amount` in an order that looks like chance."""
    return sorted(range(amount), key=lambda n: (n * 7919 + 13) % 10007)


def comparisons(best, amount, count):
    """Find the best `count` of so many shuffled items; return how often keys were compared."""
    Key.compared = 0
    found = best(shuffled(amount), count, key=Key)
    if found != list(range(amount))[::-1][:count]:
        raise AssertionError(f"not the best {count} of {amount}: {found}")
    return Key.compared


class Item:
    """Knows how many of its kind there are."""

    alive = 0

    def __init__(self, number):
        self.number = number
        Item.alive += 1

    def __del__(self):
        Item.alive -= 1


def most_kept(best, amount, count):
    """Let so many items come, each better than all before, and return how many were kept at most."""
    Item.alive, most = 0, 0

    def stream():
        nonlocal most
        for number in range(amount):
            most = max(most, Item.alive)
            yield Item(number)

    found = best(stream(), count, key=lambda item: item.number)
    if [item.number for item in found] != list(range(amount))[::-1][:count]:
        raise AssertionError(f"not the best {count} of {amount}")
    return most
