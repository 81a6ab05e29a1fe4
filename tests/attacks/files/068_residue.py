# row: 68
# name: residue of an earlier case: files, locks, shared memory, semaphores
# expect: pass
# case: {"name": "first", "eval": "attack()", "returns": []}
# case: {"name": "second", "eval": "attack()", "returns": []}
# stopped-by: one mount and IPC namespace for each case; no folder can be written at level baseline
# control: plain
# control-check: len(result) >= 2
import fcntl
import os

FOLDERS = (".", "/tmp", "/var/tmp", "/dev/shm", "/run", "/run/lock", "/dev/mqueue", "/usr/lib")


def attack():
    seen = []
    for folder in FOLDERS:
        path = os.path.join(folder, "residue-of-" + folder.replace("/", "-"))
        try:
            fd = os.open(path, os.O_RDWR)
            seen.append(path)
        except OSError:
            try:
                fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            except OSError:
                continue
        try:
            (fcntl.lockf if __name__ == "solution" else fcntl.flock)(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            seen.append("lock of " + path)
    return seen


def control():
    attack()
    seen = attack()
    for folder in FOLDERS:
        path = os.path.join(folder, "residue-of-" + folder.replace("/", "-"))
        if os.path.exists(path):
            os.unlink(path)
    return seen
