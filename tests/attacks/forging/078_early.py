# row: 78
# name: an answer before the case has begun
# expect: exited
# stopped-by: an answer that nobody asked for ends the case
# control: none: the channel exists only under grade
import os

os.write(3, b".l2;s4:doned2;s1:ni0;s5:values5:first")


def attack():
    return "this is never returned"
