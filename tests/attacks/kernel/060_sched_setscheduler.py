# row: 60
# name: a real-time scheduler
# expect: violation
# violation: sched_setscheduler
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: none: it would take the machine
# control-check: result == "done"
import ctypes
import os


SCHED_SETSCHEDULER = {"x86_64": 144, "aarch64": 119}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(SCHED_SETSCHEDULER, 0, 1, (ctypes.c_int * 1)(1))
    return "done"
