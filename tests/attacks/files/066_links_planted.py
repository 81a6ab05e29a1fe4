# row: 66
# name: links planted where the host may write, read or change owners later
# expect: pass
# expect-baseline: skipped
# case: {"name": "first", "eval": "attack()", "returns": 4, "files": {"data.txt": "one"}}
# case: {"name": "second", "exec": "text = open('data.txt').read()", "eval": "text", "returns": "two",
#   "files": {"data.txt": "two"}}
# stopped-by: the host never opens a file of a case: input is sent, output is piped
# control: plain
# control-check: result == 4
import os


def attack():
    planted = 0
    for name in ("data.txt", "solution.py", "out.txt", "stdout"):
        if os.path.lexists(name):
            os.unlink(name)
        os.symlink("/etc/passwd", name)
        planted += os.path.islink(name)
    if __name__ != "solution":
        for name in ("data.txt", "solution.py", "out.txt", "stdout"):
            os.unlink(name)
    return planted
