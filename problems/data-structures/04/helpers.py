"""What the cases use: many values at once, and which of them have the same key."""


def groups(key_of, *values):
    """Number the values so that those with equal keys have the same number."""
    numbers = {}
    return [numbers.setdefault(key_of(value), len(numbers)) for value in values]


def variants(number):
    """Return some values that are much alike, made of one number."""
    return [
        number,
        float(number),
        str(number),
        [number],
        (number,),
        {number},
        {number: None},
        [[number, None]],
        {"n": number, "m": [number]},
        {"m": [float(number)], "n": number},
        [],
        {},
    ]
