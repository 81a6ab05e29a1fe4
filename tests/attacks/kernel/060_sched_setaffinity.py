# row: 60
# name: all processors
# expect: violation
# violation: sched_setaffinity
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result == "done"
import os


def attack():
    os.sched_setaffinity(0, os.sched_getaffinity(0))
    return "done"
