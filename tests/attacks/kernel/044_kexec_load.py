# row: 44
# name: kexec load
# expect: violation
# also-baseline: error
# violation: kexec_load
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: none: what it would do to the machine
# control-check: result == "done"
import ctypes
import os


KEXEC_LOAD = {"x86_64": 246, "aarch64": 104}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(KEXEC_LOAD, 0, 0, 0, 0)
    return "done"
