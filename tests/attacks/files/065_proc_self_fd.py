# row: 65
# name: inherited descriptors, by /proc/self/fd
# expect: error
# stopped-by: no /proc in the case's root; Landlock
# control: plain
# control-check: len(result) >= 3
import os


def attack():
    return os.listdir("/proc/self/fd")
