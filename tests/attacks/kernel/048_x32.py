# row: 48
# name: a system call of the x32 table
# expect: violation
# violation: a system call of a foreign ABI
# machine: x86_64
# stopped-by: seccomp: a foreign ABI is killed
# control: none: kernels without x32 refuse it as well
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
    return call(0x40000000 | 39) > 0
