# row: 38
# name: bpf
# expect: violation
# also-baseline: error
# violation: bpf
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: root
# control-check: result in ("errno EINVAL", "errno EPERM")
import ctypes
import os


BPF = {"x86_64": 321, "aarch64": 280}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    call(BPF, 999, 0, 0)
    return "done"
