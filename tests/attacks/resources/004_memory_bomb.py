# row: 4
# name: memory bomb
# expect: memory-limit
# limits: memory_mib=64
# stopped-by: RLIMIT_DATA beyond the warm interpreter
# layer: limits
# control: plain
# control-check: result == 400
import sys


def attack():
    held = []
    for _ in range(400):
        held.append(bytearray(b"x") * (1 << 20))
    return len(held)
