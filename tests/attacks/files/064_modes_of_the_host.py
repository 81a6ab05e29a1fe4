# row: 64
# name: modes and times of the account's own files on the host
# expect: pass
# expect-baseline: violation
# case: {"name": "attack", "eval": "attack()", "returns": []}
# stopped-by: a root of its own, read-only; at level baseline the filter, since Landlock knows nothing of modes
# control: plain
# control-check: len(result) >= 1
import glob
import os


def attack():
    """Sets what is set already: enough to see that it could be something else."""
    changed = []
    places = ["/tmp", "/var/tmp", "/dev/null", "/dev/shm", os.path.expanduser("~"), os.__file__, "/etc/passwd"]
    if __name__ != "solution":
        places = [os.getcwd()]
    for path in places + glob.glob("/tmp/*")[:50] + glob.glob("/proc/self/task/*"):
        try:
            state = os.stat(path)
        except OSError:
            continue
        if state.st_dev == os.stat(os.getcwd()).st_dev and __name__ == "solution" and own(path):
            continue
        try:
            os.chmod(path, state.st_mode & 0o7777)
            changed.append("mode of " + path)
        except OSError:
            pass
        try:
            os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
            changed.append("times of " + path)
        except OSError:
            pass
    return changed


def own(path):
    """Whether it lies in the case's own folder."""
    return os.path.realpath(path).startswith("/home/learner") and os.path.realpath(os.getcwd()) == "/home/learner"
