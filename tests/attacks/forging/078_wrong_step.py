# row: 78
# name: an answer to another question
# expect: exited
# stopped-by: every answer names its question, and only the open one is taken
# control: none: the channel exists only under grade
import os


def attack():
    os.write(3, b".l2;s4:doned2;s1:ni7;s5:values5:first")
    return "this is never returned"
