# row: 95
# name: a list of five million items
# expect: wrong
# limits: cpu_ms=10000
# stopped-by: the weight that a value may have
# control: plain
# control-check: len(result) == 5000000


def attack():
    return [0] * 5_000_000
