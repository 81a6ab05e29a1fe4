# row: 30
# name: process_vm_readv
# expect: violation
# violation: process_vm_readv
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result == "read"
import ctypes
import os


PROCESS_VM_READV = {"x86_64": 310, "aarch64": 270}[os.uname().machine]


def call(number, *args):
    """A raw system call: the C library may have no name for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *args)])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    source, target = ctypes.create_string_buffer(8), ctypes.create_string_buffer(8)
    local = (ctypes.c_size_t * 2)(ctypes.addressof(target), 8)
    there = (ctypes.c_size_t * 2)(ctypes.addressof(source), 8)
    call(PROCESS_VM_READV, os.getpid(), ctypes.byref(local), 1, ctypes.byref(there), 1, 0)
    return "read"
