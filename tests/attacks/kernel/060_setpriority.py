# row: 60
# name: a worse priority for all
# expect: violation
# violation: setpriority
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result == "done"
import os


def attack():
    os.setpriority(os.PRIO_PROCESS, 0, os.getpriority(os.PRIO_PROCESS, 0))
    return "done"
