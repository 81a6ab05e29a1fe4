def _sum(order):
    return sum(price * quantity for _, price, quantity in order)


def total(order, strategy=None):
    """What is to be paid for the order, in cents."""
    order = tuple(order)
    discount = strategy(order) if strategy is not None else 0
    return max(_sum(order) - discount, 0)


def percent(points):
    """A strategy: so many percent off the order."""
    return lambda order: _sum(order) * points // 100


def nth_free(name, n):
    """A strategy: of each n pieces of this name one is free."""

    def strategy(order):
        prices = {line_name: price for line_name, price, _ in order}
        pieces = sum(quantity for line_name, _, quantity in order if line_name == name)
        return pieces // n * prices.get(name, 0)

    return strategy


def best_of(*strategies):
    """A strategy: the largest of these discounts."""
    return lambda order: max((strategy(order) for strategy in strategies), default=0)


def all_of(*strategies):
    """A strategy: all of these discounts."""
    return lambda order: sum(strategy(order) for strategy in strategies)
