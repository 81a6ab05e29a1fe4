# row: 1
# name: vfork, and fork by its old number
# expect: process-limit
# stopped-by: forks are counted by the supervisor, whatever the call
# control: none: a vfork from Python runs on its parent's stack, and ends where it likes
import ctypes
import errno


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    refused = []
    for number in (57, 58):
        if libc.syscall(number) == 0:
            libc._exit(0)
        refused.append(ctypes.get_errno() == errno.EAGAIN)
    return refused
