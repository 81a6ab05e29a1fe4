# row: 107
# name: the cell's control channel, its pidfd and every other number written to
# expect: pass
# case: {"name": "attack", "eval": "attack()", "returns": []}
# stopped-by: close_range right before the solution runs
# control: none: the channel exists only under grade
import os


def attack():
    found = []
    for fd in range(4, 2000):
        try:
            os.write(fd, b"\1\0\0\0\1\0\0\0")
        except OSError as error:
            if error.errno != 9:
                found.append([fd, error.errno])
        else:
            found.append([fd, 0])
    return found
