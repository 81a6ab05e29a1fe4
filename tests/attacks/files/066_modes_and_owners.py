# row: 66
# name: a setuid program of its own
# expect: violation
# expect-baseline: error
# violation: execve
# stopped-by: seccomp: no exec; nosuid and noexec on the case's tmpfs, no_new_privs
# control: plain
# control-check: exit 0
import os
import shutil


def attack():
    shutil.copyfile(SMALL, "tool") if __name__ != "solution" else open("tool", "w").close()
    os.chmod("tool", 0o4755)
    if not os.stat("tool").st_mode & 0o4000:
        return "no mode"
    os.execv("./tool", ["tool"])


SMALL = "/bin/true"
