# row: 65
# name: inherited descriptors, all numbers tried
# expect: pass
# case: {"name": "attack", "eval": "attack()", "returns": [3]}
# stopped-by: close_range right before the solution runs; 3 is the case's own channel
# control: plain
# control-check: 0 in result or result == []
import fcntl


def attack():
    found = []
    for fd in range(3 if __name__ == "solution" else 0, 65536):
        try:
            fcntl.fcntl(fd, fcntl.F_GETFD)
        except OSError:
            continue
        found.append(fd)
    return found
