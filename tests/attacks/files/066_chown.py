# row: 66
# name: a file of another owner
# expect: violation
# expect-baseline: error
# violation: chown
# stopped-by: seccomp: no owners are changed; one id only in the user namespace
# control: root
# control-check: result == 1
import os


def attack():
    with open("tool", "w"):
        pass
    try:
        os.chown("tool", 1, 1)
        return os.stat("tool").st_uid
    finally:
        os.unlink("tool")
