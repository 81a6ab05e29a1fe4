# row: 19
# name: system time in place of user time
# expect: cpu-limit
# limits: cpu_ms=300
# stopped-by: user and system time are counted together
# control: plain
# control-check: timeout
import os


def attack():
    while True:
        os.urandom(1 << 24)
