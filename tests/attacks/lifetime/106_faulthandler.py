# row: 106
# name: a crash by faulthandler
# expect: crashed
# says: signal 11
# stopped-by: a crash costs one case
# control: plain
# control-check: signal SIGSEGV
import faulthandler


def attack():
    faulthandler._sigsegv()
