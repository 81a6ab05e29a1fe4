"""What the customer has to pay."""

SHIPPING = 490
FREE_FROM = 5000


def check(price):
    if price < 0:
        raise ValueError(price)
    return price


def to_pay(prices):
    goods = 0
    for price in prices:
        goods += check(price)
    shipping = 0 if goods >= FREE_FROM or len(prices) == 0 else SHIPPING
    return goods + shipping
