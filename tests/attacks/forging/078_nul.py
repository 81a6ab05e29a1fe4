# row: 78
# name: a NUL behind the right text
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": "right"}
# stopped-by: strings carry their length
# control: plain
# control-check: result == "right\0"


def attack():
    return "right\0"
