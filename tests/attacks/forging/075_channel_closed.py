# row: 75
# name: all descriptors closed, then a clean exit
# expect: exited
# stopped-by: no answer is never a pass
# control: plain
# control-check: exit 0
import os


def attack():
    os.closerange(0, 64)
    os._exit(0)
