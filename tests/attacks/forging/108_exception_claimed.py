# row: 108
# name: an exception claimed that a case expects
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "raises": {"type": "ValueError", "match": "secret-[0-9]"}}
# stopped-by: evidence has to be right, and what is right is never in the process
# control: plain
# control-check: exit 1


def attack():
    raise ValueError("a guess")
