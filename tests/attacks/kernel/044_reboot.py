# row: 44
# name: reboot
# expect: violation
# also-baseline: error
# violation: reboot
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: none: what it would do to the machine
# control-check: result == "done"
import ctypes
import os


REBOOT = {"x86_64": 169, "aarch64": 142}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(REBOOT, 0, 0, 0, 0)
    return "done"
