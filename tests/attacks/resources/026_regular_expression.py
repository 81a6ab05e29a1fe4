# row: 26
# name: a regular expression that backtracks for ever
# expect: cpu-limit
# limits: cpu_ms=300
# stopped-by: the supervisor's timer on the process's CPU clock
# control: plain
# control-check: timeout
import re


def attack():
    return re.match(r"(a+)+$", "a" * 64 + "b")
