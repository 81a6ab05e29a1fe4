# row: 108
# name: time that passed claimed in the frame protocol
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": "done", "then": {"clock.elapsed": 7}}
# limits: wall_ms=3000
# stopped-by: evidence has to be right, and what is right is never in the process
# control: grade
# control-case: {"name": "attack", "eval": "attack()", "returns": "done",
#   "then": {"clock.elapsed": {"$min": 5}}}
import os


def attack():
    os.write(3, b".l2;s4:waitd1;s5:untili5000000000;")
    os.read(3, 60001)
    os.write(3, b".l2;s4:waitd1;s5:untili-5000000000;")
    os.read(3, 60001)
    os.write(3, b".l2;s4:waitd1;s5:untili%d;" % 2**62)
    os.read(3, 60001)
    return "done"
