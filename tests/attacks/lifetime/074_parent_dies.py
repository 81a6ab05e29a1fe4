# row: 74
# name: the parent dies, and a child goes on in its place
# expect: exited
# expect-without-cgroup: skipped
# profile: processes
# limits: processes=4 wall_ms=20000
# stopped-by: the case ends with its first process
# control: plain
# control-check: exit 0
import os
import time


def attack():
    if os.fork() == 0:
        time.sleep(3)  # longer than a busy machine takes to notice the end of the first
        return "from a child"
    os._exit(0)
