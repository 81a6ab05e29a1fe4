# row: 108
# name: a frame that speaks of a probe that is not there
# expect: exited
# says: no probe would
# case: {"name": "attack", "given": {"f": {"$function": {"return": 1}}}, "eval": "attack()", "returns": "done"}
# stopped-by: what no stub would say ends the case
# control: none: the channel exists only under grade
import os


def attack():
    os.write(3, b".l2;s5:probed3;s2:ops4:calls4:names1:gs4:argsl0;")
    return "done"
