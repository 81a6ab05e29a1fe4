# row: 46
# name: clone with CLONE_PARENT: a child for the cell
# expect: violation
# violation: clone
# profile: processes
# limits: processes=4
# expect-without-cgroup: skipped
# stopped-by: the supervisor continues clone with the flags of threads and forks only
# layer: none: it is what the cell would wait for, in vain
# control: plain
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
    clone = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
    pid = call(clone, 0x8000 | 17, 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    return "done"
