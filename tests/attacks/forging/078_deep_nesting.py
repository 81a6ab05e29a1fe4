# row: 78
# name: a frame of 50000 nested lists
# expect: exited
# stopped-by: the depth that a frame may have
# control: none: the channel exists only under grade
import os


def attack():
    os.write(3, b"." + b"l1;" * 19000 + b"N")
    return "this is never returned"
