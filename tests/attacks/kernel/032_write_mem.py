# row: 32
# name: write to /proc/self/mem
# expect: error
# stopped-by: no /proc and no /sys in the case's root; Landlock
# control: plain
# control-check: result > 2


def attack():
    with open("/proc/self/mem", "r+b", buffering=0) as file:
        return file.fileno()
