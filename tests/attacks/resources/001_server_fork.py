# row: 1
# name: a second process in a box that serves
# expect: process-limit
# expect-baseline: skipped: a server runs at level full only
# profile: server
# says: process
# stopped-by: forks are counted by the supervisor: one, for the program
# control: plain
# control-check: result == 2
import os


def attack():
    started = 0
    for _ in range(2):
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
        started += 1
    return started
