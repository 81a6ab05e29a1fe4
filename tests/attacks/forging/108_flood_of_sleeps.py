# row: 108
# name: a million sleeps claimed, for the supervisor to keep
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": "done", "then": {"clock.sleeps": [1]}}
# limits: cpu_ms=20000 wall_ms=20000
# stopped-by: the supervisor keeps a bounded number of them
# control: grade
# control-case: {"name": "attack", "eval": "attack()", "returns": "done",
#   "then": {"clock.sleeps": {"$len": {"$min": 1000}}}}
import os


def attack():
    packet = b".l2;s5:sleepd2;s2:nsi1;s4:kinds5:async"
    for _ in range(200_000):
        os.write(3, packet)
    return "done"
