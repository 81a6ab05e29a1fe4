# row: 53
# name: fcntl F_NOTIFY, with the half set that the kernel ignores
# expect: violation
# violation: fcntl
# stopped-by: seccomp: fcntl is a list of commands, compared on 32 bits
# control: plain
# control-check: result == "done"
import ctypes
import os


FCNTL = {"x86_64": 72, "aarch64": 25}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    fd = os.open(os.path.dirname(os.__file__), os.O_RDONLY)
    call(FCNTL, fd, (1 << 32) | 1026, 8)  # deletions: nobody deletes there, so no signal comes
    return "done"
