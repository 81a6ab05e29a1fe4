# row: 22
# name: SIGSTOP to itself
# expect: wall-limit
# limits: wall_ms=400
# stopped-by: the supervisor's timer; it is in no group, session or namespace of the case
# control: plain
# control-check: timeout
import os
import signal


def attack():
    os.kill(os.getpid(), signal.SIGSTOP)
    return "went on"
