# row: 77
# name: the answer written on every descriptor there is
# expect: wrong
# says: guess
# stopped-by: the expected value is not in the process: a forged answer is a guess
# control: plain
# control-check: result >= 1
import os
import stat


def attack():
    packet = b".l2;s4:doned2;s1:ni0;s5:values5:guess"
    written = 0
    for fd in range(3, 64):
        try:
            os.fstat(fd)
            written += os.write(fd, packet) > 0
        except OSError:
            continue
    if not written:
        read, write = os.pipe()
        written = os.write(write, packet) > 0
    return int(written)
