"""What the cases use: refusals, and all comparisons of two versions at once."""


def refused(kind, text):
    """Say whether a text is refused with ValueError."""
    try:
        kind(text)
    except ValueError:
        return True
    return False


def both(kind, numbers, stage, others, other_stage):
    """Return what all six comparisons say of two versions, and whether a set keeps both."""
    one = kind(".".join(map(str, numbers)) + stage)
    two = kind(".".join(map(str, others)) + other_stage)
    return [one < two, one <= two, one > two, one >= two, one == two, one != two, len({one, two})]
