# row: 43
# name: name_to_handle_at
# expect: violation
# also-baseline: error
# violation: name_to_handle_at
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result == "errno EFAULT"
import ctypes
import os


NAME_TO_HANDLE_AT = {"x86_64": 303, "aarch64": 264}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(NAME_TO_HANDLE_AT, -100, 0, 0, 0, 0)
    return "done"
