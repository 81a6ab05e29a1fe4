# row: 95
# name: a small value that is huge once it is written out
# expect: wrong
# limits: cpu_ms=10000
# stopped-by: the weight that a value may have
# control: plain
# control-check: result == 41


def attack():
    made = ["x"]
    for _ in range(40):
        made = [made, made]
    depth = 0
    while made != "x" and __name__ != "solution":
        made, depth = made[0], depth + 1
    return made if __name__ == "solution" else depth
