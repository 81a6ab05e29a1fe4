# row: 78
# name: junk on the channel
# expect: exited
# stopped-by: the frame decoder
# control: none: the channel exists only under grade
import os


def attack():
    os.write(3, bytes(range(256)))
    return "this is never returned"
