# row: 28
# -*- coding: cp037 -*-
# name: an EBCDIC coding cookie
# expect: error
# stopped-by: the compiler, which runs in the sandbox
# control: plain
# control-check: exit 1


def attack():
    return "read as ASCII"
