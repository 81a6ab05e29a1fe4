class ShopError(Exception):
    """Anything that the shop knows can go wrong."""


class UnknownProduct(Exception):
    """There is no such product."""


class OutOfStock(Exception):
    """There is less of the product than is wanted."""


class PaymentFailed(Exception):
    """The customer could not pay."""


class CardDeclined(Exception):
    """The customer's card was not accepted."""


def take(stock, product, wanted):
    """Take so many of the product from the stock; return how many are left."""
    stock[product] -= wanted
    return stock[product]
