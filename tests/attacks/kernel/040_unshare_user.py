# row: 40
# name: unshare: a user namespace of its own
# expect: violation
# also-baseline: error
# violation: unshare
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: root
# control-check: result == "unshared"
import ctypes
import os


UNSHARE = {"x86_64": 272, "aarch64": 97}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(UNSHARE, 0x10000000)
    return "unshared"
