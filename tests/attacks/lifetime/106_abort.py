# row: 106
# name: os.abort
# expect: crashed
# says: signal 6
# stopped-by: nothing: it is pid 2, and signals work as in any process
# control: plain
# control-check: signal SIGABRT
import os


def attack():
    os.abort()
