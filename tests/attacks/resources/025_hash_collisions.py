# row: 25
# name: a dict of ints that all collide
# expect: cpu-limit
# limits: cpu_ms=300
# stopped-by: the supervisor's timer on the process's CPU clock
# control: plain
# control-check: timeout


def attack():
    return len({n * (2**61 - 1): n for n in range(200_000)})
