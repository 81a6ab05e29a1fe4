# row: 49
# name: system calls newer than the policy: mseal, statmount, listmount, futex2
# expect: violation
# violation: system call 462
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: none: what kernels do with them differs
# control-check: result == "done"
import ctypes
import os


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    answered = []
    for number in (462, 463, 464, 465, 466, 467, 457, 458, 454, 455, 456, 500, 999):
        try:
            call(number, 0, 0, 0, 0, 0, 0)
        except OSError as error:
            answered.append(error.errno)
    return answered
