# row: 103
# name: the parent's CPU limit set
# expect: violation
# violation: prlimit64
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: none: its parent is who runs the control
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
    call(PRLIMIT64, os.getppid(), 0, (ctypes.c_ulong * 2)(1, 1), 0)
    return "done"
