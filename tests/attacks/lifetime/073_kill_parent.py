# row: 73
# name: SIGKILL to the parent
# expect: crashed
# expect-baseline: violation
# stopped-by: the parent lies outside the pid namespace: what is killed is the attacker
# control: none: its parent is who runs the control
import os
import signal


def attack():
    os.kill(os.getppid(), signal.SIGKILL)
    return "killed"
