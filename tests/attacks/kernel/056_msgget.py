# row: 56
# name: a SysV message queue
# expect: violation
# violation: msgget
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: none: it would persist
# control-check: result == "made"
import ctypes
import os


MSGGET = {"x86_64": 68, "aarch64": 186}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(MSGGET, 0, 0o1600)
    return "made"
