class ShopError(Exception):
    pass


class UnknownProduct(LookupError):
    def __init__(self, product):
        super().__init__(product)
        self.product = product

    def __str__(self):
        return f"no product {self.product!r}"


class OutOfStock(Exception):
    def __init__(self, product, wanted, left):
        super().__init__(product, wanted, left)
        self.product = product
        self.wanted = wanted
        self.left = left

    def __str__(self):
        return f"{self.wanted} of {self.product!r} wanted, {self.left} left"


class PaymentFailed(Exception):
    def __init__(self, reason, *more):
        super().__init__(reason, *more)
        self.reason = reason

    def __str__(self):
        return f"payment failed: {self.reason}"


class CardDeclined(PaymentFailed):
    def __init__(self, reason, digits):
        super().__init__(reason, digits)
        self.digits = digits

    def __str__(self):
        return f"{super().__str__()} (card ending in {self.digits})"


def take(stock, product, wanted):
    if product not in stock:
        raise UnknownProduct(product)
    left = stock[product]
    if wanted > left:
        raise OutOfStock(product, wanted, left)
    stock[product] = left - wanted
    return stock[product]
