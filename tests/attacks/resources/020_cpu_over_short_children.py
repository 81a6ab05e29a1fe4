# row: 20
# name: CPU time of children that end before they are counted
# expect: cpu-limit
# expect-without-cgroup: skipped
# profile: processes
# limits: cpu_ms=500 wall_ms=8000 processes=256
# stopped-by: the CPU time of the case's whole group
# control: plain
# control-check: timeout
import os
import time


def attack():
    while True:
        pid = os.fork()
        if pid == 0:
            end = time.process_time() + 0.02
            while time.process_time() < end:
                pass
            os._exit(0)
        os.waitpid(pid, 0)
