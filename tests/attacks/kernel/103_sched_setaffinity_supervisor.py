# row: 103
# name: the parent held on one processor
# expect: violation
# violation: sched_setaffinity
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: none: its parent is who runs the control
import os


def attack():
    os.sched_setaffinity(os.getppid(), {0})
    return "done"
