# row: 68
# name: a lock on a file that all cases read: a message to whoever runs beside
# expect: error
# says: No locks available
# stopped-by: the supervisor refuses flock; locks by fcntl need a file that can be written
# control: plain
# control-check: result == "locked"
import fcntl
import os


def attack():
    file = os.open(os.__file__, os.O_RDONLY)
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return "locked"
