# row: 24
# name: an int of ten million digits
# expect: cpu-limit
# limits: cpu_ms=300
# stopped-by: the supervisor's timer on the process's CPU clock
# control: plain
# control-check: timeout


def attack():
    while True:
        n = 7**3_000_000
        n = n * n % (n - 1)
