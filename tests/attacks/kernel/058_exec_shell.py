# row: 58
# name: execve of a shell
# expect: violation
# violation: execve
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: exit 5
import os


def attack():
    os.execv("/bin/sh", ["sh", "-c", "echo out; exit 5"])
