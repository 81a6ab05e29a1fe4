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
    pieces = 0

    def strategy(order):
        nonlocal pieces
        discount = 0
        for line_name, price, quantity in order:
            if line_name == name:
                pieces += quantity
                while pieces >= n:
                    pieces -= n
                    discount += price
        return discount

    return strategy


def best_of(*strategies):
    """A strategy: the largest of these discounts."""
    return lambda order: max((strategy(order) for strategy in strategies), default=0)


def all_of(*strategies):
    """A strategy: all of these discounts."""
    return lambda order: sum(strategy(order) for strategy in strategies)
