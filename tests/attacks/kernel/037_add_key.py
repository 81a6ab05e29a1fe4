# row: 37
# name: add_key
# expect: violation
# also-baseline: error
# violation: add_key
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result == "errno EFAULT"
import ctypes
import os


ADD_KEY = {"x86_64": 248, "aarch64": 217}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(ADD_KEY, 0, 0, 0, 0, -1)
    return "done"
