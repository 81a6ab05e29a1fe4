class Bounded:
    """An attribute that holds an int from minimum to maximum."""

    def __init__(self, minimum, maximum=None):
        self.minimum = minimum
        self.maximum = maximum


class Product:
    """Something for sale: its price in cents, its stock, its discount in percent."""

    price = Bounded(0)
    stock = Bounded(0)
    discount = Bounded(0, 100)

    def __init__(self, price, stock=0):
        self.price = price
        self.stock = stock
        self.discount = 0
