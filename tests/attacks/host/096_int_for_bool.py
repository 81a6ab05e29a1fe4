# row: 96
# name: 1 in place of True
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": true}
# stopped-by: exact types
# control: plain
# control-check: result == True


def attack():
    return 1
