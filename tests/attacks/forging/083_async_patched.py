# row: 83
# name: asynchronous calls one after the other, as if they had run at the same time
# expect: wrong
# says: f.peak | clock.elapsed
# case: {"name": "attack", "given": {"f": {"$async_function": {"echo": true, "delay": 1}}},
#   "eval": "await attack(f)", "returns": [1, 2], "then": {"f.peak": 2, "clock.elapsed": 1}}
# stopped-by: calls that have begun and not ended are counted by the supervisor; the clock is its own
# control: none: the harness exists only under grade
import sys


async def attack(f):
    given = sys.modules["harness.given"]

    async def at_once(self, answer):
        return {"do": "echo"}

    given.Stub.wait = at_once
    return [await f(1), await f(2)]
