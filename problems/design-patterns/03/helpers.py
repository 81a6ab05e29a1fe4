"""What the cases use: strategies of several shapes, and orders from few names."""

PRICES = {"coffee": 300, "cake": 455, "tea": 199, "mint": 1}


class Welcome:
    """A strategy that is an object: so much off orders of at least two lines."""

    def __init__(self, cents):
        self.cents = cents

    def __call__(self, order):
        return self.cents if len(order) >= 2 else 0

    def half(self, order):
        return self(order) // 2


def lines(pairs):
    """An order from pairs of name and quantity."""
    return [(name, PRICES[name], quantity) for name, quantity in pairs]


def by_name(solution, plan):
    """A strategy from a plan: ["percent", 10], ["nth_free", "tea", 2], or best_of and all_of with plans."""
    kind, *rest = plan
    if kind in ("best_of", "all_of"):
        rest = [by_name(solution, part) for part in rest]
    return getattr(solution, kind)(*rest)


def till(solution, plan, orders):
    """What is to be paid for each order, with one strategy for all of them."""
    strategy = by_name(solution, plan)
    return [solution.total(lines(pairs), strategy) for pairs in orders]
