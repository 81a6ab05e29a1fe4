# row: 85
# name: a raw system call, past every Python-level ban
# expect: violation
# violation: socket
# stopped-by: the seccomp filter
# control: plain
# control-check: result >= 0
import ctypes


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.syscall(41, 2, 1, 0)
