# row: 64
# name: files of the host
# expect: pass
# case: {"name": "attack", "eval": "attack()", "returns": []}
# stopped-by: a root of read-only binds of the interpreter and its libraries; Landlock
# control: plain
# control-check: "/etc/passwd" in result
import os

PLACES = (
    "/etc/passwd", "/etc/shadow", "/etc/hosts", "/etc/machine-id", "/etc/ssl", "/root", "/home/*",
    "/var", "/var/log", "/boot", "/opt", "/srv", "/mnt", "/media", "/run", "/tmp", "/sys", "/proc",
    "/proc/self/mountinfo", "/proc/self/cwd", "/proc/1/cwd", "/proc/cmdline", "/dev/sda", "/dev/mem",
    "/dev/kmsg", "/dev/fuse", "/dev/kvm", "/dev/pts", "/dev/tty", "/usr/bin/passwd", "/usr/share",
    "/usr/local/bin", "/usr/share/grade", "/usr/local/share/grade", "problems", "..", "../..",
    "problem.json", "cases.json", "../cases.json", "solution.py", "helpers.py", "reference.py",
)


def attack():
    opened = []
    for path in PLACES:
        try:
            os.close(os.open(path, os.O_RDONLY))
        except OSError:
            continue
        opened.append(path)
    # The case's own folder has a folder above it, which holds nothing else.
    own = [path for path in ("..", "../..") if path in opened and set(os.listdir(path)) <= OWN]
    return [path for path in opened if path not in own]


OWN = {"learner", "home", "dev", "grade", "usr", "lib", "lib64", "bin", "etc", "proc", "tmp"}
