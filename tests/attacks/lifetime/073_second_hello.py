# row: 73
# name: the greeting of a locked case, sent again
# expect: exited
# stopped-by: a case greets once
# control: none: the channel exists only under grade
import os
import struct


def attack():
    os.write(3, struct.pack("<4I", 0x67726164, 0, 0, 0))
    return "this is never returned"
