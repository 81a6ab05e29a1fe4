# row: 69
# name: a setuid program of the system
# expect: violation
# violation: execve
# stopped-by: seccomp: no exec; no_new_privs, nosuid mounts, and no such program in the root
# control: plain
# control-check: exit 0
import os


def attack():
    os.execv("/usr/bin/passwd", ["passwd", "--help"])
