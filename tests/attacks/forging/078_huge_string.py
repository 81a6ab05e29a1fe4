# row: 78
# name: a string of 100 MB as the answer
# expect: wrong
# limits: memory_mib=512
# stopped-by: what a value may weigh, in the harness and again in the supervisor
# control: plain
# control-check: len(result) == 100 * 1000 * 1000


def attack():
    return "x" * 100_000_000
