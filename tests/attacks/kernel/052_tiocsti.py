# row: 52
# name: ioctl TIOCSTI: type into the terminal
# expect: violation
# violation: ioctl
# stopped-by: seccomp: ioctl is a list of commands, compared on 32 bits
# control: plain
# control-check: result in ("errno ENOTTY", "errno EFAULT", "errno EIO")
import ctypes
import os


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
    call(IOCTL, 0, 0x5412, 0)
    return "done"
