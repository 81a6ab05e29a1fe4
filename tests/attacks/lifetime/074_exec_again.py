# row: 74
# name: a clean interpreter in place of the one with the harness
# expect: violation
# violation: execve
# stopped-by: seccomp: no exec
# control: plain
# control-check: exit 0
import os
import sys


def attack():
    os.execv(sys.executable, [sys.executable, "-I", "-c", "print('pass')"])
