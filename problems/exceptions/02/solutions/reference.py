class ShopError(Exception):
    """Anything that the shop knows can go wrong."""


class UnknownProduct(ShopError, LookupError):
    """There is no such product."""

    def __init__(self, product):
        super().__init__(product)
        self.product = product

    def __str__(self):
        return f"no product {self.product!r}"


class OutOfStock(ShopError):
    """There is less of the product than is wanted."""

    def __init__(self, product, wanted, left):
        super().__init__(product, wanted, left)
        self.product = product
        self.wanted = wanted
        self.left = left

    def __str__(self):
        return f"{self.wanted} of {self.product!r} wanted, {self.left} left"


class PaymentFailed(ShopError):
    """The customer could not pay."""

    def __init__(self, reason, *more):
        super().__init__(reason, *more)
        self.reason = reason

    def __str__(self):
        return f"payment failed: {self.reason}"


class CardDeclined(PaymentFailed):
    """The customer's card was not accepted."""

    def __init__(self, reason, digits):
        super().__init__(reason, digits)
        self.digits = digits

    def __str__(self):
        return f"{super().__str__()} (card ending in {self.digits})"


def take(stock, product, wanted):
    """Take so many of the product from the stock; return how many are left."""
    if product not in stock:
        raise UnknownProduct(product)
    left = stock[product]
    if wanted > left:
        raise OutOfStock(product, wanted, left)
    stock[product] = left - wanted
    return stock[product]
