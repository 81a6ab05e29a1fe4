from functools import cmp_to_key


def by_urgency(tickets):
    """Say of two tickets which comes first, by a number below or above 0."""

    def compare(left, right):
        return (
            order(right["severity"], left["severity"])
            or order(right["opened"], left["opened"])
            or order(left["customer"].lower(), right["customer"].lower())
        )

    return sorted(tickets, key=cmp_to_key(compare))


def order(first, second):
    """Return -1, 0 or 1, as first is smaller than second, equal or larger."""
    return (first > second) - (first < second)
