# row: 96
# name: "a\0b" in place of "a"
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": "a"}
# stopped-by: strings carry their length
# control: plain
# control-check: result == "a\0b"


def attack():
    return "a\0b"
