# row: 72
# name: children that nobody waits for
# expect: process-limit
# expect-without-cgroup: skipped
# profile: processes
# limits: processes=64 wall_ms=10000 cpu_ms=5000
# stopped-by: forks are counted by the supervisor; a process that has ended counts until it is waited for
# control: plain
# control-check: result == 100
import os


def attack():
    made = 0
    for _ in range(100):
        try:
            pid = os.fork()
        except OSError:
            break
        if pid == 0:
            os._exit(0)
        made += 1
    return made
