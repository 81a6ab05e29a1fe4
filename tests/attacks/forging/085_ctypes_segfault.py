# row: 85
# name: a null pointer read through ctypes
# expect: crashed
# stopped-by: a crash costs one case
# control: plain
# control-check: signal SIGSEGV
import ctypes


def attack():
    return ctypes.string_at(0)
