# row: 73
# name: an answer in the cell's place, in the format of its channel
# expect: exited
# stopped-by: a case has a channel of its own, where the cell's words mean nothing
# control: none: the channel exists only under grade
import os
import struct


def attack():
    # cell_started, cell_ended: op, id, step, errno ...
    for op in range(8):
        for case in range(4):
            os.write(3, struct.pack("<4I", op, case, 0, 0) + bytes(16))
    return "this is never returned"
