# row: 63
# name: kill, with the half set that the kernel ignores
# expect: violation
# violation: kill
# stopped-by: seccomp: pids are compared on 32 bits
# control: none: who it would reach
# control-check: result == "done"
import ctypes
import os


KILL = {"x86_64": 62, "aarch64": 129}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(KILL, (1 << 32) | 1, 0)
    return "done"
