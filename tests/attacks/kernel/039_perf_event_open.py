# row: 39
# name: perf_event_open
# expect: violation
# also-baseline: error
# violation: perf_event_open
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result in ("errno EFAULT", "errno ENOENT")
import ctypes
import os


PERF_EVENT_OPEN = {"x86_64": 298, "aarch64": 241}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(PERF_EVENT_OPEN, 0, 0, -1, -1, 0)
    return "done"
