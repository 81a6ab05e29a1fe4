# row: 96
# name: 2**53 + 1 in place of 2**53
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": 9007199254740992}
# stopped-by: ints stay text from end to end
# control: plain
# control-check: float(result) == 2.0**53


def attack():
    return 2**53 + 1
