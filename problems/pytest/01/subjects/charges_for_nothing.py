def to_pay(prices):
    if any(price < 0 for price in prices):
        raise ValueError("a price is negative")
    total = sum(prices)
    return total if total >= 5000 else total + 490
