# row: 102
# name: a datagram socketpair, with the half set that the kernel ignores
# expect: violation
# violation: socketpair
# stopped-by: seccomp: socketpairs are streams only, compared on 32 bits
# control: plain
# control-check: result == "done"
import ctypes
import os


SOCKETPAIR = {"x86_64": 53, "aarch64": 199}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(SOCKETPAIR, 1, (1 << 32) | 2, 0, (ctypes.c_int * 2)())
    return "done"
