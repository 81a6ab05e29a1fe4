# row: 61
# name: write to /proc/sysrq-trigger
# expect: error
# stopped-by: no /proc and no /sys in the case's root; Landlock
# control: none: what it would do to the machine


def attack():
    with open("/proc/sysrq-trigger", "r+b", buffering=0) as file:
        return file.fileno()
