# row: 27
# name: nan in place of a number
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": 1.5}
# stopped-by: floats are compared as numbers; nan is near nothing
# control: plain
# control-check: result != result


def attack():
    return float("nan")
