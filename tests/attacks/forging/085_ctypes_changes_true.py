# row: 85
# name: True made False, and False True, in the interpreter
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": [true, false]}
# stopped-by: exact types, by identity
# control: plain
# control-check: result == [0, 1]
import ctypes


def attack():
    yes = ctypes.c_uint32.from_address(id(True) + 24)
    no = ctypes.c_uint32.from_address(id(False) + 24)
    before = yes.value, no.value
    if __name__ == "solution":
        yes.value, no.value = 0, 1
        return [False, True]
    yes.value, no.value = 0, 1
    result = [int(True) + 0, 1]
    yes.value, no.value = before
    return result
