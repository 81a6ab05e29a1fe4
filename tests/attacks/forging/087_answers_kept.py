# row: 87
# name: answers kept for the next case in files, modules, the environment and shared memory
# expect: pass
# case: {"name": "first", "eval": "attack()", "returns": []}
# case: {"name": "second", "eval": "attack()", "returns": []}
# stopped-by: one process, namespace and file system for each case
# control: plain
# control-check: len(result) >= 3
import builtins
import os
import sys


def places():
    for folder in (".", os.environ.get("HOME", "/"), "/tmp", "/var/tmp", "/dev/shm", "/run", "/"):
        yield os.path.join(folder, "kept-by-an-attack")


def attack():
    seen = []
    for path in places():
        if os.path.exists(path):
            seen.append(path)
            os.unlink(path)
    if hasattr(builtins, "kept"):
        seen.append("builtins")
    if "kept" in sys.modules:
        seen.append("sys.modules")
    if "KEPT" in os.environ:
        seen.append("os.environ")
    for path in places():
        try:
            with open(path, "x") as file:
                file.write("answer")
        except OSError:
            continue
    builtins.kept = sys.modules["kept"] = "answer"
    os.environ["KEPT"] = "answer"
    return seen


def control():
    attack()
    found = attack()
    for path in places():
        if os.path.exists(path):
            os.unlink(path)
    return found
