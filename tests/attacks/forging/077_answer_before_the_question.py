# row: 77
# name: `begun` and `done` written at import, before anything was asked
# expect: wrong
# says: guess
# stopped-by: the expected value is not in the process: a forged answer is a guess
# control: grade
# control-case: {"name": "attack", "eval": "attack()", "returns": "guess"}
import os

os.write(3, b".l2;s5:begund0;")
os.write(3, b".l2;s4:doned2;s1:ni0;s5:values5:guess")


def attack():
    return "guess"
