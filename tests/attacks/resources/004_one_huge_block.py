# row: 4
# name: one block of 8 GiB
# expect: memory-limit
# limits: memory_mib=64
# stopped-by: RLIMIT_DATA beyond the warm interpreter
# layer: limits
# control: plain
# control-check: result == 8 << 30


def attack():
    return len(bytearray(8 << 30))
