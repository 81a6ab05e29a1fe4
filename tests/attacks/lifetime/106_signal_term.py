# row: 106
# name: SIGTERM to itself
# expect: crashed
# stopped-by: nothing: it is pid 2, and signals work as in any process
# control: plain
# control-check: signal SIGTERM
import os
import signal


def attack():
    os.kill(os.getpid(), signal.SIGTERM)
