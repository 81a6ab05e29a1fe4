# row: 22
# name: SIGSTOP to its process group
# expect: wall-limit
# limits: wall_ms=400
# stopped-by: a session of its own, which holds nobody else
# control: plain
# control-check: timeout
import os
import signal


def attack():
    os.kill(0, signal.SIGSTOP)
    return "went on"
