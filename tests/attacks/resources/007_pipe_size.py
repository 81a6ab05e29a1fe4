# row: 7
# name: pipes made large
# expect: violation
# violation: fcntl
# stopped-by: seccomp: F_SETPIPE_SZ is in no list
# control: plain
# control-check: result >= 1 << 20
import fcntl
import os


def attack():
    read, write = os.pipe()
    return fcntl.fcntl(write, 1031, 1 << 20)
