# row: 64
# name: files made, changed, moved and removed on the host
# expect: pass
# case: {"name": "attack", "eval": "attack()", "returns": []}
# stopped-by: a root of its own, read-only; Landlock
# control: plain
# control-check: len(result) >= 5
import os

FOLDERS = ["/tmp", "/var/tmp", "/dev/shm", "/run", "/etc", "/root", "/usr/lib", "/grade", "/", "/dev"]


def tries(folder):
    """What can be done in a folder, each undone at once."""
    name = os.path.join(folder, "written-by-an-attack-%d" % os.getpid())
    yield "file", lambda: os.close(os.open(name, os.O_CREAT | os.O_WRONLY | os.O_EXCL)), lambda: os.unlink(name)
    yield "folder", lambda: os.mkdir(name), lambda: os.rmdir(name)
    yield "link", lambda: os.symlink("x", name), lambda: os.unlink(name)
    yield "hard link", lambda: os.link(__file__ if os.path.exists(__file__) else os.__file__, name), lambda: os.unlink(name)
    yield "unnamed file", lambda: os.close(os.open(folder, os.O_TMPFILE | os.O_WRONLY)), lambda: None
    yield "rename", lambda: os.rename(existing(folder), name), lambda: os.rename(name, existing.last)
    yield "truncate", lambda: os.truncate(existing(folder), os.path.getsize(existing.last)), lambda: None


def existing(folder):
    """Some file of this folder, made for the control."""
    existing.last = os.path.join(folder, "there-before")
    for name in sorted(os.listdir(folder)):
        if os.path.isfile(os.path.join(folder, name)):
            existing.last = os.path.join(folder, name)
            break
    return existing.last


def attack(folders=FOLDERS):
    done = []
    for folder in folders:
        if os.path.realpath(folder) == os.path.realpath(os.getcwd()) and __name__ == "solution":
            continue  # its own
        for what, act, undo in tries(folder):
            try:
                act()
            except OSError:
                continue
            done.append("%s in %s" % (what, folder))
            undo()
    return done


def control():
    with open("there-before", "w") as file:
        file.write("text")
    return attack([os.getcwd()])
