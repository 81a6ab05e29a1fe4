# row: 23
# name: a value nested a million deep
# expect: wrong
# stopped-by: the depth that a value may have
# control: plain
# control-check: result == 1000000


def attack():
    made = []
    for n in range(1_000_000):
        made = [made]
    return made if __name__ == "solution" else n + 1
