def to_pay(prices):
    if not prices:
        return 0
    total = sum(prices)
    return total if total >= 5000 else total + 490
