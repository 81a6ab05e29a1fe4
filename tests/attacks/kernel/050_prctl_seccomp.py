# row: 50
# name: prctl: a filter of its own
# expect: violation
# violation: prctl
# stopped-by: seccomp: only names of threads and areas may be set by prctl
# control: plain
# control-check: result == "errno EFAULT"
import ctypes
import os


PRCTL = {"x86_64": 157, "aarch64": 167}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(PRCTL, 22, 2, 0, 0, 0)
    return "done"
