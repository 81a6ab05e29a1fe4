# row: 31
# name: pidfd_open, the way to pidfd_getfd
# expect: violation
# violation: pidfd_open
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result == "opened"
import ctypes
import os


PIDFD_OPEN = {"x86_64": 434, "aarch64": 434}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(PIDFD_OPEN, os.getpid(), 0)
    return "opened"
