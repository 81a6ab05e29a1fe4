# row: 59
# name: prlimit of another process
# expect: violation
# violation: prlimit64
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: root
# control-check: result == "done"
import ctypes
import os


PRLIMIT64 = {"x86_64": 302, "aarch64": 261}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(PRLIMIT64, 1, 7, 0, 0)
    return "done"
