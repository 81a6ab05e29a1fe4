# row: 108
# name: the value of a delayed call asked for before its time
# expect: exited
# says: no probe would
# case: {"name": "attack", "given": {"f": {"$async_function": {"return": 1, "delay": 10}}}, "eval": "attack()", "returns": 1, "then": {"clock.elapsed": 10}}
# stopped-by: a value leaves the supervisor when its time has come
# control: none: the channel exists only under grade
import os


def attack():
    os.write(3, b".l2;s5:probed3;s2:ops4:calls4:names1:fs4:argsl0;")
    os.read(3, 60000)
    os.write(3, b".l2;s5:probed2;s2:ops5:fetchs2:idi0;")
    os.read(3, 60000)
    return 1
