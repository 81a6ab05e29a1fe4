# row: 108
# name: calls of a probe claimed in the frame protocol, by guess
# expect: wrong
# case: {"name": "attack", "given": {"fetch": {"$function": {"echo": true}}}, "eval": "attack()",
#   "returns": "done", "then": {"fetch.args": ["a", "b", "c"]}}
# stopped-by: evidence has to be right, and what is right is never in the process
# control: grade
# control-case: {"name": "attack", "given": {"fetch": {"$function": {"echo": true}}}, "eval": "attack()",
#   "returns": "done", "then": {"fetch.args": ["x", "x", "x"]}}
import os


def attack():
    call = b".l2;s5:probed3;s2:ops4:calls4:names5:fetchs4:argsu1;s1:x"
    for _ in range(3):
        os.write(3, call)
        os.read(3, 60001)
    return "done"
