# row: 96
# name: 1.0 in place of 1
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": 1}
# stopped-by: exact types
# control: plain
# control-check: result == 1


def attack():
    return 1.0
