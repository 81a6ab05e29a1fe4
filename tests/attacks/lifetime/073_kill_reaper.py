# row: 73
# name: SIGKILL and SIGSTOP to pid 1
# expect: violation
# violation: kill
# stopped-by: seccomp: kill of itself only
# control: none: who it would reach
import os
import signal


def attack():
    refused = []
    for number in (signal.SIGKILL, signal.SIGSTOP):
        try:
            os.kill(1, number)
        except OSError as error:
            refused.append(error.errno)
    return refused
