# row: 78
# name: a string that is no UTF-8 in a frame
# expect: exited
# stopped-by: the frame decoder
# control: none: the channel exists only under grade
import os


def attack():
    os.write(3, b".l2;s4:doned2;s1:ni0;s5:values4:\xff\xfe\xc0\xaf")
    return "this is never returned"
