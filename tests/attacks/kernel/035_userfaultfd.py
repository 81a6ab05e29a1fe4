# row: 35
# name: userfaultfd
# expect: violation
# also-baseline: error
# violation: userfaultfd
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result == "made"
import ctypes
import os


USERFAULTFD = {"x86_64": 323, "aarch64": 282}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(USERFAULTFD, 1)
    return "made"
