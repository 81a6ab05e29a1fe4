# row: 33
# name: /proc/PID/maps of the parent
# expect: error
# stopped-by: no /proc in the case's root; Landlock and no ptrace rights at level baseline
# control: plain
# control-check: result >= 1
import os


def attack():
    read = 0
    for pid in [os.getppid(), *range(1, 300)]:
        try:
            read += os.open("/proc/%d/maps" % pid, os.O_RDONLY) > 2
        except OSError as error:
            last = error
    if not read:
        raise last
    return read
