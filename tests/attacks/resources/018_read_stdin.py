# row: 18
# name: a pipe that nobody writes, read for ever
# expect: wall-limit
# limits: wall_ms=400
# stopped-by: the supervisor's timer
# control: plain
# control-check: timeout
import os


def attack():
    read, write = os.pipe()
    return os.read(read, 1)
