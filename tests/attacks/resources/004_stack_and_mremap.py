# row: 4
# name: memory by mmap and mremap, private and anonymous
# expect: memory-limit
# limits: memory_mib=64
# stopped-by: RLIMIT_DATA beyond the warm interpreter
# layer: limits
# control: plain
# control-check: result == 300 << 20
import mmap


def attack():
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    try:
        block = mmap.mmap(-1, 1 << 20, flags=flags)
        block.resize(300 << 20)
    except (OSError, SystemError):
        try:
            block = mmap.mmap(-1, 300 << 20, flags=flags)
        except OSError as error:
            raise MemoryError from error
    for at in range(0, len(block), 4096):
        block[at] = 1
    return len(block)
