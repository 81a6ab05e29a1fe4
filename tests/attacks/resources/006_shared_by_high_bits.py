# row: 6
# name: shared anonymous memory, flags hidden in the half that the kernel ignores
# expect: violation
# violation: mmap
# stopped-by: seccomp: 32 bits of the flags are compared
# control: plain
# control-check: result == "mapped"
import ctypes


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    flags = ctypes.c_ulong(0x21)
    address = libc.syscall(9, ctypes.c_ulong(0), ctypes.c_ulong(1 << 20), 3, flags, ctypes.c_long(-1), 0)
    return "refused" if address == -1 else "mapped"
