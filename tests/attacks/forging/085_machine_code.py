# row: 85
# name: machine code in a page made executable
# expect: violation
# violation: socket
# stopped-by: the seccomp filter
# control: plain
# control-check: result >= 0
import ctypes
import mmap


def attack():
    # mov eax,41; mov edi,2; mov esi,1; xor edx,edx; syscall; ret
    code = bytes.fromhex("b829000000bf02000000be0100000031d20f05c3")
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    page = mmap.mmap(-1, 4096, flags, mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    return ctypes.CFUNCTYPE(ctypes.c_long)(address)()
