# row: 20
# name: CPU time spread over eight children
# expect: cpu-limit
# expect-without-cgroup: skipped
# profile: processes
# limits: cpu_ms=500 wall_ms=8000 processes=8
# stopped-by: the CPU time of the case's whole group
# control: plain
# control-check: timeout
import os


def attack():
    for _ in range(8):
        if os.fork() == 0:
            while True:
                pass
    return os.wait()
