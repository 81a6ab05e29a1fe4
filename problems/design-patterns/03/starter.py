def total(order, strategy=None):
    """What is to be paid for the order, in cents."""


def percent(points):
    """A strategy: so many percent off the order."""


def nth_free(name, n):
    """A strategy: of each n pieces of this name one is free."""


def best_of(*strategies):
    """A strategy: the largest of these discounts."""


def all_of(*strategies):
    """A strategy: all of these discounts."""
