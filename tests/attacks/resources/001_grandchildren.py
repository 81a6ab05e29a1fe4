# row: 1
# name: fork bomb by grandchildren, each of which ends at once
# expect: process-limit
# expect-without-cgroup: skipped
# profile: processes
# limits: processes=8 cpu_ms=2000 wall_ms=6000
# stopped-by: forks are counted by the supervisor over all generations
# control: plain
# control-check: result == 40
import os


def attack(depth=40):
    """A chain: every process forks one, and passes on how deep the chain went."""
    if depth == 0:
        return 0
    read, write = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        return 0
    if pid == 0:
        os.write(write, b"%d" % attack(depth - 1))
        os._exit(0)
    os.close(write)
    reached = int(os.read(read, 20) or b"0") + 1
    os.close(read)
    os.waitpid(pid, 0)
    return reached
