# row: 61
# name: write to /proc/sys/kernel/core_pattern
# expect: error
# stopped-by: no /proc and no /sys in the case's root; Landlock
# control: none: what it would do to the machine


def attack():
    with open("/proc/sys/kernel/core_pattern", "r+b", buffering=0) as file:
        return file.fileno()
