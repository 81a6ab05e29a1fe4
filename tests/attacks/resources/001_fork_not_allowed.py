# row: 1
# name: a fork where the case has no processes
# expect: process-limit
# says: process
# stopped-by: forks are counted by the supervisor
# control: plain
# control-check: result == 1
import os


def attack():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return 1
