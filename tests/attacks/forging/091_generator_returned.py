# row: 91
# name: a generator in place of a list
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": [1, 2, 3]}
# stopped-by: exact types, by identity
# control: plain
# control-check: result == [1, 2, 3]


def attack():
    made = (n for n in (1, 2, 3))
    return made if __name__ == "solution" else list(made)
