# row: 52
# name: a controlling terminal: /dev/tty
# expect: error
# stopped-by: a session of its own without a terminal; no /dev/tty in the case's root
# control: none: the control may have no terminal either
import os


def attack():
    return os.open("/dev/tty", os.O_RDWR)
