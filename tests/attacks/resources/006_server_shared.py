# row: 6
# name: shared anonymous memory in a box that serves
# expect: error
# expect-baseline: skipped: a server runs at level full only
# profile: server
# limits: memory_mib=64
# says: Cannot allocate memory | cannot allocate memory
# stopped-by: RLIMIT_AS, which counts it
# control: plain
# control-check: result == 2048
# layer: limits
import mmap


def attack():
    """Zones that processes share are what a server makes of it; two GiB are more than a case has."""
    held, total = [], 0
    for _ in range(32):
        held.append(mmap.mmap(-1, 64 << 20, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS))
        total += 64
    return total
