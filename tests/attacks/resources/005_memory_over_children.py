# row: 5
# name: memory split over eight children
# expect: memory-limit
# expect-without-cgroup: skipped
# profile: processes
# limits: memory_mib=64 processes=8 cpu_ms=5000 wall_ms=10000
# stopped-by: the memory cgroup of the case
# control: plain
# control-check: result == [0] * 8
import os


def attack():
    children = []
    for _ in range(8):
        pid = os.fork()
        if pid == 0:
            held = bytearray(b"x") * (40 << 20)
            import time

            time.sleep(0.5)
            os._exit(len(held) != 40 << 20)
        children.append(pid)
    return [os.waitpid(pid, 0)[1] for pid in children]
