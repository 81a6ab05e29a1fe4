# row: 61
# name: write to /sys/kernel/uevent_helper
# expect: error
# stopped-by: no /proc and no /sys in the case's root; Landlock
# control: none: what it would do to the machine


def attack():
    with open("/sys/kernel/uevent_helper", "r+b", buffering=0) as file:
        return file.fileno()
