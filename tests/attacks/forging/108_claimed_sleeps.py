# row: 108
# name: sleeps claimed in the frame protocol, by guess
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": "done", "then": {"clock.sleeps": [1, 2, 4]}}
# stopped-by: evidence has to be right, and what is right is never in the process
# control: grade
# control-case: {"name": "attack", "eval": "attack()", "returns": "done",
#   "then": {"clock.sleeps": [1, 2, 3]}}
import os


def attack():
    for seconds in (1, 2, 3):
        os.write(3, b".l2;s5:sleepd2;s2:nsi%d;s4:kinds5:async" % (seconds * 10**9))
    return "done"
