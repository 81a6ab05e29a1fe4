# row: 71
# name: an atexit hook that floods stdout
# expect: output-limit
# limits: output_kib=64
# case: {"name": "attack", "stdin": "", "exit": 0}
# stopped-by: the supervisor counts as it reads
# control: plain
# control-check: exit 0
import atexit

atexit.register(print, "x" * 10_000_000)


def attack():
    return None
