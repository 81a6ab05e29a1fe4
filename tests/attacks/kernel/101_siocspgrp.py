# row: 101
# name: ioctl FIOSETOWN on a socket
# expect: violation
# violation: ioctl
# stopped-by: seccomp: ioctl is a list of commands
# control: plain
# control-check: result == "done"
import ctypes
import os
import socket


IOCTL = {"x86_64": 16, "aarch64": 29}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    pair = socket.socketpair()
    call(IOCTL, pair[0].fileno(), 0x8901, ctypes.byref(ctypes.c_int(os.getpid())))
    return "done"
