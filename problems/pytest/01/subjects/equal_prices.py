def to_pay(prices):
    if any(price < 0 for price in prices):
        raise ValueError("a price is negative")
    if not prices:
        return 0
    total = sum(set(prices))
    return total if total >= 5000 else total + 490
