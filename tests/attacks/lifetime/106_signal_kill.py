# row: 106
# name: SIGKILL to itself
# expect: crashed
# stopped-by: nothing: it is pid 2, and signals work as in any process
# control: plain
# control-check: signal SIGKILL
import os
import signal


def attack():
    os.kill(os.getpid(), signal.SIGKILL)
