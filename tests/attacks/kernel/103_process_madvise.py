# row: 103
# name: the parent's memory paged out
# expect: violation
# violation: process_madvise
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result.startswith("errno E")
import ctypes
import os


PROCESS_MADVISE = {"x86_64": 440, "aarch64": 440}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(PROCESS_MADVISE, 0, 0, 0, 21, 0)
    return "done"
