def _amounts(lines, parse):
    return (amount for amount in map(parse, lines) if amount is not None)


def total(lines, parse):
    """Return the sum of the amounts in the lines."""
    return sum(_amounts(lines, parse))


def first_over(lines, parse, limit):
    """Return the first amount in the lines that is larger than limit, or None."""
    for amount in _amounts(lines, parse):
        if amount > limit:
            return amount
    return None
