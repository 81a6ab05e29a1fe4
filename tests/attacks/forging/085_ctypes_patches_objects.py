# row: 85
# name: the value of an int and the type of an object changed in memory
# expect: wrong
# stopped-by: comparison in C, outside
# control: plain
# control-check: result == 12345679
import ctypes


class Wrong:
    pass


def attack():
    number = int("12345678")
    field = ctypes.c_uint32.from_address(id(number) + 24)
    field.value += 1
    return number if number != 12345678 else "unchanged"
