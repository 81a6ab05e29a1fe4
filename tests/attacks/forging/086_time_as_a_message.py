# row: 86
# name: time as a message: a sleep that depends on the input
# expect: wrong
# case: {"name": "attack", "exec": "import time", "eval": "attack(5)", "returns": "right"}
# stopped-by: the clock is virtual: nobody outside sees how long it was
# control: plain
# control-check: result == "slept"
import time


def attack(secret=0.01):
    time.sleep(secret)
    return "slept"
