# row: 71
# name: an atexit hook that never returns
# expect: cpu-limit
# limits: cpu_ms=300
# case: {"name": "attack", "stdin": "", "exit": 0}
# stopped-by: the supervisor's timer on the process's CPU clock
# control: plain
# control-check: timeout
import atexit


@atexit.register
def hook():
    while True:
        pass


def attack():
    return None
