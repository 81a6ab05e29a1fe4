# row: 108
# name: sleeps of minus an hour and of three hundred years
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": "done", "then": {"clock.elapsed": 0}}
# limits: wall_ms=3000
# stopped-by: the supervisor's clock goes forward only, and has an end
# control: grade
# control-case: {"name": "attack", "eval": "attack()", "returns": "done",
#   "then": {"clock.elapsed": {"$min": 3600}}}
import os


def attack():
    for ns in (2**63, -(2**63), 10**40, 2**62, 2**62, 2**62):
        os.write(3, b".l2;s5:sleepd2;s2:nsi%d;s4:kinds4:sync" % ns)
        os.read(3, 60001)
    return "done"
