# row: 108
# name: calls of a probe without end
# expect: output-limit
# case: {"name": "attack", "given": {"ask": {"$function": {"return": 1}}}, "eval": "attack()",
#   "returns": 1}
# limits: cpu_ms=60000 wall_ms=60000
# stopped-by: the supervisor records a bounded number of uses
# control: none: the record exists only under grade
import os


def attack():
    call = b".l2;s5:probed3;s2:ops4:calls4:names3:asks4:argsu0;"
    while True:
        os.write(3, call)
