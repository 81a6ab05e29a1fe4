# row: 75
# name: os._exit(0) in the middle of a case
# expect: exited
# stopped-by: no answer is never a pass
# control: plain
# control-check: exit 0
import os


def attack():
    os._exit(0)
