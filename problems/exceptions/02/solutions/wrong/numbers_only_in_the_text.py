class ShopError(Exception):
    pass


class UnknownProduct(ShopError, LookupError):
    def __init__(self, product):
        super().__init__(f"no product {product!r}")


class OutOfStock(ShopError):
    def __init__(self, product, wanted, left):
        super().__init__(f"{wanted} of {product!r} wanted, {left} left")


class PaymentFailed(ShopError):
    def __init__(self, reason, addition=""):
        super().__init__(f"payment failed: {reason}{addition}")


class CardDeclined(PaymentFailed):
    def __init__(self, reason, digits):
        super().__init__(reason, f" (card ending in {digits})")


def take(stock, product, wanted):
    try:
        left = stock[product] - wanted
    except KeyError:
        raise UnknownProduct(product) from None
    if left < 0:
        raise OutOfStock(product, wanted, stock[product])
    stock[product] = left
    return left
