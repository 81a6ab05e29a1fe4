# row: 80
# name: a pickle in place of a frame
# expect: exited
# stopped-by: nothing is ever unpickled
# control: none: the channel exists only under grade
import os


def attack():
    os.write(3, b".cos\nsystem\n(S'touch /tmp/unpickled'\ntR.")
    return "this is never returned"
