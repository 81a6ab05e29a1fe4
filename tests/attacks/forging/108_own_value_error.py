# row: 108
# name: a class of its own called ValueError
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "raises": "ValueError"}
# stopped-by: exceptions are compared by module and name over the real MRO
# control: plain
# control-check: exit 1


class ValueError(Exception):
    __module__ = "builtins"
    __qualname__ = "ValueError"


def attack():
    raise ValueError("mine")
