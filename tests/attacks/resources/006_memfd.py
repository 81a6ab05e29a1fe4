# row: 6
# name: memory in a memfd
# expect: violation
# violation: memfd_create
# stopped-by: seccomp: no limit of a process counts this memory
# control: plain
# control-check: result == 100 << 20
import os


def attack():
    fd = os.memfd_create("bomb")
    written = 0
    while written < 100 << 20:
        written += os.write(fd, bytes(1 << 20))
    return written
