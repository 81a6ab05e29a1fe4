# row: 42
# name: the new mount interface: open_tree
# expect: violation
# also-baseline: error
# violation: open_tree
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result == "errno EFAULT"
import ctypes
import os


OPEN_TREE = {"x86_64": 428, "aarch64": 428}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(OPEN_TREE, -100, 0, 0)
    return "done"
