# row: 58
# name: execveat of a descriptor
# expect: violation
# violation: execveat
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: exit 0
import os
import sys


def attack():
    fd = os.open(sys.executable, os.O_RDONLY)
    os.execve(fd, ["python3", "-c", "pass"], {})
