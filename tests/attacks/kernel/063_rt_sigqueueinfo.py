# row: 63
# name: rt_sigqueueinfo
# expect: violation
# violation: rt_sigqueueinfo
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: none: who it would reach
# control-check: result == "done"
import ctypes
import os


RT_SIGQUEUEINFO = {"x86_64": 129, "aarch64": 138}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(RT_SIGQUEUEINFO, 1, 9, 0)
    return "done"
