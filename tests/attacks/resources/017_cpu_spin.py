# row: 17
# name: CPU spin
# expect: cpu-limit
# stopped-by: the supervisor's timer on the process's CPU clock
# limits: cpu_ms=300
# control: plain
# control-check: timeout


def attack():
    while True:
        pass
