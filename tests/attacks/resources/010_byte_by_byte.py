# row: 10
# name: one byte for each system call
# expect: cpu-limit
# limits: cpu_ms=300 output_kib=65536
# stopped-by: the supervisor's timer on the process's CPU clock
# control: plain
# control-check: timeout
import os


def attack():
    while True:
        os.write(1, b"x")
