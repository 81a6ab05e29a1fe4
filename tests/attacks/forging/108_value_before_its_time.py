# row: 108
# name: a delayed value asked for before its time
# expect: exited
# case: {"name": "attack", "given": {"job": {"$async_function": {"return": 7, "delay": 9}}},
#   "exec": "import asyncio", "eval": "attack()", "returns": 7, "then": {"clock.elapsed": 0}}
# stopped-by: a delayed value leaves the supervisor when its time has come
# control: none: 108_claimed_calls shows that such frames count
import os


def attack():
    os.write(3, b".l2;s5:probed3;s2:ops4:calls4:names3:jobs4:argsu0;")
    os.read(3, 60001)
    os.write(3, b".l2;s5:probed2;s2:ops5:fetchs2:idi0;")
    return 7 if b"7" in os.read(3, 60001) else None
