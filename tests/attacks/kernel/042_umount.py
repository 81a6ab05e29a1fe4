# row: 42
# name: umount
# expect: violation
# also-baseline: error
# violation: umount2
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: root
# control-check: result == "errno EFAULT"
import ctypes
import os


UMOUNT2 = {"x86_64": 166, "aarch64": 39}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(UMOUNT2, 0, 0)
    return "done"
