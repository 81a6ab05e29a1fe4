class Bounded:
    """An attribute that holds an int from minimum to maximum."""

    def __init__(self, minimum, maximum=None):
        self.minimum, self.maximum = minimum, maximum

    def __set_name__(self, owner, name):
        self._public, self._private = name, "_bounded_" + name

    def __set__(self, instance, value):
        if type(value) is not int:
            raise TypeError(self._public + " is not an int")
        if value < self.minimum or (self.maximum is not None and self.maximum < value):
            raise ValueError(self._public + " is out of bounds")
        setattr(instance, self._private, value)

    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self._private)


class Product:
    """Something for sale: its price in cents, its stock, its discount in percent."""

    price, stock, discount = Bounded(0), Bounded(0), Bounded(0, 100)

    def __init__(self, price, stock=0):
        self.price, self.stock, self.discount = price, stock, 0

    def _get_final_price(self):
        return self.price * (100 - self.discount) // 100

    def _set_final_price(self, value):
        self.discount = 100 - value * 100 // self.price

    final_price = property(_get_final_price, _set_final_price)
