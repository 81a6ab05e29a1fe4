# row: 78
# name: a whole packet that is no value
# expect: exited
# stopped-by: the frame decoder
# control: none: the channel exists only under grade
import os


def attack():
    os.write(3, b'.{"done": {"n": 0, "value": 1}}')
    return "this is never returned"
