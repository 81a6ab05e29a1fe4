# row: 64
# name: a walk over all that there is, for files that are no interpreter's
# expect: pass
# case: {"name": "attack", "eval": "attack()", "returns": []}
# limits: cpu_ms=10000
# stopped-by: a root of read-only binds of the interpreter and its libraries; Landlock
# layer: landlock
# control: plain
# control-check: len(result) > 0
import os

LIBRARIES = ("/usr/lib", "/lib", "/lib64", "/usr/local/lib", "/grade/harness", "/grade/_grade.so", "/dev/",
             "/usr/share/zoneinfo", "/etc/alternatives")
MADE_UP = ("/etc/passwd", "/etc/group", "/etc/ld.so.cache", "/etc/nsswitch.conf")


def attack():
    found = []
    for folder, names, files in os.walk("/"):
        if folder.startswith(LIBRARIES):
            names.clear()
            continue
        for name in files:
            path = os.path.join(folder, name)
            if path.startswith(LIBRARIES) or name.startswith("python3") or path in MADE_UP:
                continue
            try:
                os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
            except OSError:
                continue
            found.append(path)
            if len(found) > 20:
                return found
    return [path for path in found if not path.startswith(os.path.dirname(os.__file__))]
