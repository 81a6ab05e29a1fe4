# row: 4
# name: memory bomb that catches every MemoryError
# expect: memory-limit
# limits: memory_mib=64 cpu_ms=2000
# stopped-by: RLIMIT_DATA beyond the warm interpreter; the peak is looked at
# control: plain
# control-check: result == "this is never returned"


def attack():
    held = []
    for _ in range(400):
        try:
            held.append(bytearray(b"x") * (1 << 20))
        except MemoryError:
            break
    del held
    return "this is never returned"
