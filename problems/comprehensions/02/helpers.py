"""What the cases use: values that count how often they are compared."""


class Name:
    """Equal to another one with the same number; counts each look at two of them."""

    compared = 0

    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        Name.compared += 1
        return isinstance(other, Name) and self.number == other.number

    def __hash__(self):
        return hash(self.number)


def comparisons(turned, count):
    """Say how often names are compared where `count` days go to half as many people."""
    Name.compared = 0
    people = count // 2
    result = turned({day: Name(day % people) for day in range(count)})
    if [days for days in result.values()] != [[day, day + people] for day in range(people)]:
        raise AssertionError(f"not turned: {list(result.values())}")
    return Name.compared
