class Bounded:
    """An attribute that holds an int from minimum to maximum."""

    def __init__(self, minimum, maximum=None):
        self.minimum = minimum
        self.maximum = maximum

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.name not in vars(instance):
            raise AttributeError(f"{self.name} has not been set")
        return vars(instance)[self.name]

    def __set__(self, instance, value):
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"{self.name} must be an int, not {value!r}")
        if value < self.minimum:
            raise ValueError(f"{self.name} must be {self.minimum} or more, not {value}")
        if self.maximum is not None and value > self.maximum:
            raise ValueError(f"{self.name} must be {self.maximum} or less, not {value}")
        setattr(instance, self.name, value)


class Product:
    """Something for sale: its price in cents, its stock, its discount in percent."""

    price = Bounded(0)
    stock = Bounded(0)
    discount = Bounded(0, 100)

    def __init__(self, price, stock=0):
        self.price = price
        self.stock = stock
        self.discount = 0

    @property
    def final_price(self):
        """The price after the discount."""
        return self.price * (100 - self.discount) // 100

    @final_price.setter
    def final_price(self, value):
        self.discount = 100 - value * 100 // self.price
