def total(lines, parse):
    """Return the sum of the amounts in the lines."""
    return sum(amount for line in lines if (amount := parse(line)) is not None)


def first_over(lines, parse, limit):
    """Return the first amount in the lines that is larger than limit, or None."""
    amounts = (parse(line) for line in lines)
    return next((amount for amount in amounts if amount is not None and amount > limit), None)
