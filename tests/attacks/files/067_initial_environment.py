# row: 67
# name: the environment that the process began with, on its stack
# expect: pass
# case: {"name": "attack", "eval": "attack()", "returns": 0}
# stopped-by: an environment of grade's own making; memory of the supervisor is never forked into a cell
# control: plain
# control-check: result >= 1
import ctypes


def attack():
    """Counts a variable that the tests set, above the C library's copy of the environment."""
    block = ctypes.POINTER(ctypes.c_void_p).in_dll(ctypes.CDLL(None), "environ")
    start = block[0]
    page = start & ~0xFFF
    data = ctypes.string_at(page, (start - page) + 256)
    for n in range(1, 3):
        pointer = block[n]
        if pointer:
            data += ctypes.string_at(pointer)
    at = 0
    while block[at]:
        data += ctypes.string_at(block[at]) + b"\0"
        at += 1
    return data.count(b"GRADE_TEST_" + b"TOKEN=")
