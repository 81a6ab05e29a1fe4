def total(lines, parse):
    return sum(amount for line in lines if (amount := parse(line)) is not None)


def first_over(lines, parse, limit):
    amounts = [parse(line) for line in lines]
    over = [amount for amount in amounts if amount is not None and amount > limit]
    return over[0] if over else None
