# row: 61
# name: write to /proc/self/uid_map
# expect: error
# stopped-by: no /proc and no /sys in the case's root; Landlock
# control: none: what it would do to the machine


def attack():
    with open("/proc/self/uid_map", "r+b", buffering=0) as file:
        return file.fileno()
