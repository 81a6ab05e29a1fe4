# row: 108
# name: questions by the thousand, whose answers nobody reads
# expect: output-limit
# case: {"name": "attack", "given": {"ask": {"$function": {"return": "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"}}},
#   "eval": "attack()", "returns": 1}
# limits: cpu_ms=20000 wall_ms=20000
# stopped-by: the supervisor keeps a bounded number of bytes for a case that does not read
# control: none: the queue exists only under grade
import os


def attack():
    call = b".l2;s5:probed3;s2:ops4:calls4:names3:asks4:argsu0;"
    for _ in range(5_000):
        os.write(3, call)
    return "asked"
