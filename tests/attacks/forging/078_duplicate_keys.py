# row: 78
# name: a frame with two values under one key
# expect: wrong
# says: 'wrong'
# stopped-by: the first of two values under one key counts, always
# control: none: the channel exists only under grade
import os


def attack():
    os.write(3, b".l2;s4:doned3;s1:ni0;s5:values5:wrongs5:values5:right")
    return "this is never returned"
