# row: 108
# name: questions of a probe without end, and the answers never read
# expect: output-limit
# case: {"name": "attack", "given": {"f": {"$function": {"return": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}}}, "eval": "attack()", "returns": "done"}
# limits: cpu_ms=5000
# stopped-by: a stub waits for its answer: who asks on without reading is no stub
# control: none: the channel exists only under grade
import os


def attack():
    for _ in range(10**6):
        os.write(3, b".l2;s5:probed3;s2:ops4:calls4:names1:fs4:argsl0;")
    return "done"
