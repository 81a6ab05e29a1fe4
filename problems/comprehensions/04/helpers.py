"""What the cases use: amounts that know how many of their kind there are."""


class Amount(int):
    """A number of cents; Amount.most is how many of them there were at the same time."""

    alive = 0
    most = 0

    def __init__(self, number):
        Amount.alive += 1
        Amount.most = max(Amount.most, Amount.alive)

    def __del__(self):
        Amount.alive -= 1


def _parse(line):
    return None if line % 3 == 0 else Amount(line + 1000)


def kept_by_total(total, count):
    """Add up the amounts in so many lines; return how many were kept at most."""
    Amount.alive = Amount.most = 0
    result = total(iter(range(count)), _parse)
    if result != sum(n + 1000 for n in range(count) if n % 3):
        raise AssertionError(f"not the sum: {result}")
    return Amount.most


def kept_by_first_over(first_over, count):
    """Find an amount at the end of so many lines; return how many were kept at most."""
    Amount.alive = Amount.most = 0
    last = count - 1 if (count - 1) % 3 else count - 2
    result = first_over(iter(range(count)), _parse, last + 999)
    if result != last + 1000:
        raise AssertionError(f"not the first one over {last + 999}: {result}")
    return Amount.most
