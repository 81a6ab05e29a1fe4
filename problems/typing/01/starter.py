"""The stock of a shop."""


def parse(line):
    """Name and count of a line such as "apples: 3"."""
    name, _, count = line.partition(":")
    return name.strip(), int(count)


def load(lines):
    """The stock that these lines tell; what comes twice is added up."""
    stock = {}
    for line in lines:
        name, count = parse(line)
        stock[name] = stock.get(name, 0) + count
    return stock


def find(stock, name):
    """How many there are, or None where the name is not known."""
    return stock.get(name)


def total(amounts):
    """The sum of the amounts."""
    return sum(amounts, 0.0)


def first(stock, count=3):
    """The names of which there are most."""
    return sorted(stock, key=lambda name: -stock[name])[:count]


def rename(stock, change):
    """The same stock under other names."""
    return {change(name): count for name, count in stock.items()}


class Shelf:
    """Holds items, at most as many as its capacity; None is no limit."""

    def __init__(self, name, capacity=None):
        self.name = name
        self.capacity = capacity
        self.items = []

    def add(self, *names):
        """Put items on the shelf."""
        self.items.extend(names)

    def free(self):
        """How many more there may be, or None without a limit."""
        if self.capacity is None:
            return None
        return self.capacity - len(self.items)
