# row: 64
# name: names, sizes and owners of the host's files, which need no file to be opened
# expect: pass
# expect-baseline: wrong
# case: {"name": "attack", "eval": "attack()", "returns": []}
# stopped-by: a root of its own; at level baseline nothing: Landlock knows nothing of stat and readlink
# control: plain
# control-check: len(result) >= 3
import os


def attack():
    known = []
    for path in ("/etc/shadow", "/root", "/var/log", "/boot", "/proc/version", "/sys/kernel", "/etc/hostname"):
        try:
            known.append([path, os.stat(path).st_size])
        except OSError:
            continue
    return known
