# row: 23
# name: recursion within the limit
# expect: error
# says: RecursionError
# stopped-by: the interpreter's own limit
# control: plain
# control-check: exit 1


def attack(n=0):
    return attack(n + 1)
