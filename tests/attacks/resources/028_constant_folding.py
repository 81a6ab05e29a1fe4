# row: 28
# name: a constant for the compiler to fold that takes for ever
# expect: cpu-limit
# limits: cpu_ms=500 wall_ms=8000 memory_mib=1024
# stopped-by: the compiler runs in the sandbox too
# control: plain
# control-check: timeout


def attack():
    return len(str(3 ** 99999999 % 7))


n = ((1 << 120) ** 120) % 5
# a set of constants with equal hashes is built by the compiler itself
exec("x in {" + ",".join(str(k * (2**61 - 1)) for k in range(1, 30000)) + "}", {"x": 1})
