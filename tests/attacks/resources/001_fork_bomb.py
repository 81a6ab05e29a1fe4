# row: 1
# name: fork bomb
# expect: process-limit
# expect-without-cgroup: skipped
# profile: processes
# limits: processes=8 cpu_ms=2000 wall_ms=6000
# stopped-by: forks are counted by the supervisor, and the pid namespace dies as one
# control: plain
# control-check: result == 200
import os
import time


def attack():
    started = 0
    for _ in range(200):
        try:
            pid = os.fork()
        except BlockingIOError:
            continue
        if pid == 0:
            time.sleep(1)
            os._exit(0)
        started += 1
    return started
