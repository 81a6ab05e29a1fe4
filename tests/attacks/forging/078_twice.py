# row: 78
# name: two answers to one question
# expect: exited
# case: {"name": "one", "steps": [{"eval": "attack()", "returns": "first"},
#   {"eval": "'second'", "returns": "second"}]}
# stopped-by: every answer names its question, and only the open one is taken
# control: grade
# control-case: {"name": "attack", "eval": "attack()", "returns": "first"}
import os


def attack():
    os.write(3, b".l2;s4:doned2;s1:ni0;s5:values5:first")
    return "first"
