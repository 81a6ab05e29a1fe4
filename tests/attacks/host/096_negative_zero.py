# row: 96
# name: -0.0 in place of 0.0
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": 0.0}
# stopped-by: floats are compared with their sign
# control: plain
# control-check: result == 0.0


def attack():
    return -0.0
