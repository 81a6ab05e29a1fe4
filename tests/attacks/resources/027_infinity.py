# row: 27
# name: infinity in place of a large number
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": 1.7e308}
# stopped-by: a relative tolerance takes no infinity
# control: plain
# control-check: result == float("inf")


def attack():
    return 1e999
