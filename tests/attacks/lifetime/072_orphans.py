# row: 72
# name: grandchildren without parents
# expect: pass
# expect-without-cgroup: skipped
# profile: processes
# limits: processes=100 wall_ms=10000 cpu_ms=5000
# case: {"name": "attack", "eval": "attack()", "returns": 40}
# stopped-by: pid 1 of the case's namespace reaps them
# control: plain
# control-check: result == 40
import os


def attack():
    for n in range(40):
        pid = os.fork()
        if pid == 0:
            if os.fork() == 0:
                os._exit(0)
            os._exit(0)
        os.waitpid(pid, 0)
    return 40
