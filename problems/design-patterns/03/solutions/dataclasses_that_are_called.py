from dataclasses import dataclass


def full_price(order):
    amount = 0
    for _, price, quantity in order:
        amount += price * quantity
    return amount


def total(order, strategy=lambda order: 0):
    lines = tuple(order)
    return max(0, full_price(lines) - strategy(lines))


@dataclass(frozen=True)
class percent:
    points: int

    def __call__(self, order):
        return full_price(order) * self.points // 100


@dataclass(frozen=True)
class nth_free:
    name: str
    n: int

    def __call__(self, order):
        pieces, one = 0, 0
        for name, price, quantity in order:
            if name == self.name:
                pieces, one = pieces + quantity, price
        return one * (pieces // self.n)


class best_of:
    choose = staticmethod(lambda discounts: max([0, *discounts]))

    def __init__(self, *strategies):
        self.strategies = strategies

    def __call__(self, order):
        return self.choose([strategy(order) for strategy in self.strategies])


class all_of(best_of):
    choose = staticmethod(sum)
