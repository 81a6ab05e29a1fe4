# row: 16
# name: descriptors used up
# expect: error
# says: Too many open files
# stopped-by: RLIMIT_NOFILE
# layer: limits
# control: plain
# control-check: result == 500
import os


def attack():
    return len([os.dup(1) for _ in range(500)])
