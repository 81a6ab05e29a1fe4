# row: 24
# name: an int of a million digits returned
# expect: wrong
# limits: cpu_ms=5000
# stopped-by: ints stay text, and their length is bounded
# control: plain
# control-check: result == 3321929


def attack():
    return 1 << 3_321_928 if __name__ == "solution" else (1 << 3_321_928).bit_length()
