# row: 78
# name: a string that says it has 100 MB, and a list of 10**9 items
# expect: exited
# stopped-by: the frame decoder believes no length before it has the bytes
# control: none: the channel exists only under grade
import os


def attack():
    os.write(3, b".l2;s4:doned2;s1:ni0;s5:valuel999999999;s100000000:x")
    return "this is never returned"
