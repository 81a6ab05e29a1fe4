# row: 95
# name: a value nested a hundred thousand deep
# expect: wrong
# stopped-by: the depth that a value may have, in the harness and in the supervisor
# control: plain
# control-check: result == 100000


def attack():
    made = {}
    for n in range(100_000):
        made = {"a": made}
    return made if __name__ == "solution" else n + 1
