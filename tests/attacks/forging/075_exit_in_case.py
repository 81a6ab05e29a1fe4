# row: 75
# name: SystemExit in the middle of a case
# expect: exited
# stopped-by: no answer is never a pass
# control: plain
# control-check: exit 0


def attack():
    raise SystemExit(0)
