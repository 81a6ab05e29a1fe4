# row: 64
# name: files of the host
# expect: pass
# case: {"name": "attack", "eval": "attack()", "returns": []}
# stopped-by: a root of read-only binds of the interpreter and its libraries; Landlock
# layer: landlock
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
    return [path for path in opened if not harmless(path)]


def harmless(path):
    """The root's own: folders that hold nothing but its parts, and a passwd of one made-up line."""
    if os.path.isdir(path):
        return set(os.listdir(path)) <= OWN
    with open(path) as file:
        return path == "/etc/passwd" and file.read().count(":") == 6


OWN = {
    "learner", "shm", "home", "dev", "grade", "usr", "lib", "lib64", "bin", "etc", "tmp", "zoneinfo",
    "solution.py",
}
