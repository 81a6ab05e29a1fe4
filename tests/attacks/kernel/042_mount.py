# row: 42
# name: mount
# expect: violation
# also-baseline: error
# violation: mount
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result in ("errno EFAULT", "errno EINVAL")
import ctypes
import os


MOUNT = {"x86_64": 165, "aarch64": 40}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(MOUNT, 0, 0, 0, 0, 0)
    return "done"
