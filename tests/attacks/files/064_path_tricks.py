# row: 64
# name: out of the root by "..", by a link, by a descriptor of the root
# expect: pass
# case: {"name": "attack", "eval": "attack()", "returns": []}
# stopped-by: pivot_root: there is no other root; Landlock
# control: plain
# control-check: len(result) >= 2
import os


def attack():
    opened = []
    up = "../" * 40
    for path in (up + "etc/os-release", "/usr/../etc/os-release", "//etc/os-release", "/./etc/os-release"):
        try:
            os.close(os.open(path, os.O_RDONLY))
            opened.append(path)
        except OSError:
            continue
    try:
        root = os.open("/", os.O_PATH)
        fd = os.open("../etc/os-release", os.O_RDONLY, dir_fd=root)
        os.close(fd)
        opened.append("by descriptor")
    except OSError:
        pass
    try:
        os.symlink("/etc/os-release", "link")
        with open("link") as file:
            opened.append(file.read(1) and "by link")
    except OSError:
        pass
    finally:
        if os.path.islink("link"):
            os.unlink("link")
    return opened
