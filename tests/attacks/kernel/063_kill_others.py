# row: 63
# name: kill of its neighbours' numbers
# expect: violation
# violation: kill
# stopped-by: seccomp: kill of itself only; an own pid namespace and Landlock's scope behind it
# control: none: who it would reach
import os
import signal


def attack():
    os.kill(os.getpid() + 1, signal.SIGTERM)
    return "killed"
