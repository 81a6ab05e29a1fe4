# row: 75
# name: KeyboardInterrupt in the middle of a case
# expect: exited
# stopped-by: no answer is never a pass
# control: plain
# control-check: signal SIGINT


def attack():
    raise KeyboardInterrupt
