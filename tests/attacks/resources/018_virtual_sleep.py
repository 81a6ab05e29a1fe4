# row: 18
# name: sleep for ever on the virtual clock
# expect: cpu-limit
# limits: cpu_ms=300 wall_ms=5000
# stopped-by: the supervisor's timer on the process's CPU clock
# control: plain
# control-check: timeout
import time


def attack():
    while True:
        time.sleep(3600)
