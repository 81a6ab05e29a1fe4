# row: 4
# name: memory bomb of small objects
# expect: memory-limit
# limits: memory_mib=64 cpu_ms=10000
# stopped-by: RLIMIT_DATA beyond the warm interpreter
# layer: limits
# control: plain
# control-check: result == 5000000


def attack():
    held = []
    for n in range(5_000_000):
        held.append([n])
    return len(held)
