# row: 58
# name: a program in a memfd
# expect: violation
# violation: memfd_create
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result == "made"
import ctypes
import os


MEMFD_CREATE = {"x86_64": 319, "aarch64": 279}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(MEMFD_CREATE, b"program", 0)
    return "made"
