# row: 84
# name: excepthook, unraisablehook, displayhook and breakpointhook that exit cleanly
# expect: error
# says: ZeroDivisionError
# stopped-by: an exception is told by the harness, not by a hook
# control: plain
# control-check: exit 0
import os
import sys
import threading


def leave(*args):
    os._exit(0)


def attack():
    sys.excepthook = sys.unraisablehook = sys.displayhook = sys.breakpointhook = leave
    threading.excepthook = leave
    return 1 / 0
