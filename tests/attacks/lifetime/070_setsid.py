# row: 70
# name: a session of its own
# expect: violation
# expect-without-cgroup: skipped
# violation: setsid
# profile: processes
# limits: processes=4
# stopped-by: seccomp: no setsid; killing the pid namespace needs no session
# control: plain
# control-check: result is True
import os


def attack():
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.setsid()
            os.write(write, b"1")
        finally:
            os._exit(0)
    os.close(write)
    os.waitpid(pid, 0)
    return os.read(read, 1) == b"1"
