# row: 34
# name: io_uring_setup
# expect: violation
# also-baseline: error
# violation: io_uring_setup
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result == "errno EFAULT"
import ctypes
import os


IO_URING_SETUP = {"x86_64": 425, "aarch64": 425}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(IO_URING_SETUP, 1, 0)
    return "done"
