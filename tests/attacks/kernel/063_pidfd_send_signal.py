# row: 63
# name: pidfd_send_signal
# expect: violation
# violation: pidfd_send_signal
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: none: who it would reach
# control-check: result == "done"
import ctypes
import os


PIDFD_SEND_SIGNAL = {"x86_64": 424, "aarch64": 424}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(PIDFD_SEND_SIGNAL, 3, 9, 0, 0)
    return "done"
