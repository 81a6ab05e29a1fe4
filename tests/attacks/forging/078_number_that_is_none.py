# row: 78
# name: numbers that are none in a frame: 1e400, 0x, an empty int
# expect: exited
# stopped-by: the frame decoder
# control: none: the channel exists only under grade
import os


def attack():
    os.write(3, b".l2;s4:doned2;s1:ni0;s5:valuel3;f1e400;i;i--1;")
    return "this is never returned"
