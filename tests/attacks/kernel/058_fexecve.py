# row: 58
# name: execveat of a descriptor
# expect: violation
# violation: execveat
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result == "errno EACCES"
import os


def attack():
    fd = os.open(os.__file__, os.O_RDONLY)
    os.execve(fd, ["python3"], {})
