# row: 106
# name: a crash under faulthandler, which takes the signal and sends it again
# expect: crashed
# says: signal 11
# stopped-by: a crash costs one case
# control: plain
# control-check: signal SIGSEGV
import ctypes
import faulthandler
import sys


def attack():
    faulthandler.enable(file=sys.__stderr__)
    return ctypes.string_at(0)
