# row: 78
# name: a frame without end
# expect: output-limit
# stopped-by: the size that a frame may have
# control: none: the channel exists only under grade
import os


def attack():
    packet = b"+" + b"x" * 50000
    for _ in range(20000):
        os.write(3, packet)
    return "this is never returned"
