# row: 62
# name: write to /proc/self/oom_score_adj
# expect: error
# stopped-by: no /proc and no /sys in the case's root; Landlock
# control: plain
# control-check: result > 2


def attack():
    with open("/proc/self/oom_score_adj", "r+b", buffering=0) as file:
        return file.fileno()
