# row: 103
# name: the parent made slow
# expect: violation
# violation: setpriority
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: none: its parent is who runs the control
import os


def attack():
    os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)
    return "done"
