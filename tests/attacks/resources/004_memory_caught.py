# row: 4
# name: memory bomb that catches the MemoryError and goes on
# expect: pass
# case: {"name": "attack", "eval": "attack()", "returns": {"$max": 80}}
# limits: memory_mib=64 cpu_ms=2000
# stopped-by: RLIMIT_DATA beyond the warm interpreter; what is made of the MemoryError is the
#   solution's business, as long as the limit holds
# layer: limits
# control: plain
# control-check: result == 400


def attack():
    held = []
    for _ in range(400):
        try:
            held.append(bytearray(b"x") * (1 << 20))
        except MemoryError:
            break
    return len(held)
