# row: 96
# name: 1 in place of 1.0
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": 1.0}
# stopped-by: exact types
# control: plain
# control-check: result == 1.0


def attack():
    return 1
