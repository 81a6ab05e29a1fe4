# row: 83
# name: the clock's own methods replaced, so that time has passed without a sleep
# expect: wrong
# says: clock.elapsed
# case: {"name": "attack", "eval": "attack()", "returns": 1005.0, "then": {"clock.elapsed": 5, "clock.sleeps": [5]}}
# stopped-by: the clock is the supervisor's, and so is what was slept
# control: none: the harness exists only under grade
import gc
import sys
import time


def attack():
    clock = sys.modules["harness.clock"]
    clock.Clock._moved = lambda self, kind, body: setattr(self, "now", body.get("ns", 0))
    time.sleep(5)
    return time.monotonic()
