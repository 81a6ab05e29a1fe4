# row: 66
# name: a setuid file of its own
# expect: violation
# expect-baseline: error
# violation: chmod
# stopped-by: seccomp: no modes are changed; nosuid on every mount
# control: plain
# control-check: result is True
import os


def attack():
    with open("tool", "w"):
        pass
    os.chmod("tool", 0o4755)
    set_uid = bool(os.stat("tool").st_mode & 0o4000)
    os.unlink("tool")
    return set_uid
