# row: 48
# name: system call -1
# expect: violation
# machine: x86_64
# stopped-by: seccomp: default-deny
# control: plain
# control-check: result == "errno ENOSYS"
import ctypes
import os


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    return call(-1)
