# row: 47
# name: a system call by int 0x80, of another number table
# expect: violation
# violation: a system call of a foreign ABI
# machine: x86_64
# stopped-by: seccomp: a foreign ABI is killed
# control: plain
# control-check: result is True
import ctypes
import mmap


def run(code):
    """Machine code in a page of its own; what it leaves in rax."""
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    page = mmap.mmap(-1, 4096, flags, mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(bytes.fromhex(code))
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    return ctypes.CFUNCTYPE(ctypes.c_long)(address)()


def attack():
    # push rbx; mov eax,20; int 0x80; pop rbx; ret: getpid there, writev here
    return run("53b814000000cd805bc3") > 0
