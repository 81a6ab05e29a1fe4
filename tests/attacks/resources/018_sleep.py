# row: 18
# name: sleep for ever on the real clock
# expect: wall-limit
# limits: wall_ms=400
# case: {"name": "attack", "eval": "attack()", "returns": 1, "clock": "real"}
# stopped-by: the supervisor's timer
# control: plain
# control-check: timeout
import time


def attack():
    while True:
        time.sleep(3600)
