# row: 78
# name: a frame that is never finished
# expect: exited
# stopped-by: the frame decoder
# control: none: the channel exists only under grade
import os


def attack():
    os.write(3, b"+l2;s4:done")
    return "this is never returned"
