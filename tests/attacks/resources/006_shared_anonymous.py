# row: 6
# name: shared anonymous memory
# expect: violation
# violation: mmap
# stopped-by: seccomp: no limit of a process counts this memory
# control: plain
# control-check: result == 100 << 20
import mmap


def attack():
    block = mmap.mmap(-1, 100 << 20)
    for at in range(0, len(block), 4096):
        block[at] = 1
    return len(block)
