# row: 84
# name: a profile function that never returns, left for the harness
# expect: cpu-limit
# limits: cpu_ms=300
# stopped-by: the same limits hold for the harness's own code in a case
# control: plain
# control-check: timeout
import sys


def forever(frame, event, arg):
    while True:
        pass


def attack():
    sys.setprofile(forever)
    return "this is never returned"
