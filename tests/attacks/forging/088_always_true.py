# row: 88
# name: True, whatever is asked
# expect: wrong
# case: {"name": "attack", "table": [[[2], 4], [[3], 9]], "call": "attack"}
# stopped-by: expectations are facts, not booleans
# control: plain
# control-check: result is True


def attack(*args, **kwargs):
    return True
