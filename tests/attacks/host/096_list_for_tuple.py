# row: 96
# name: a list in place of a tuple, and one set for another
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": {"$tuple": [1, 2]}}
# stopped-by: exact types
# control: plain
# control-check: result == [1, 2]


def attack():
    return [1, 2]
